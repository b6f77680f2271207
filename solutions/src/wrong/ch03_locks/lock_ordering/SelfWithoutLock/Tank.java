// Rejected for: unguarded-access
// Round and round is "a special case that moves nothing", so no lock is taken for it. The pump
// runs all the same, on a tank that others pump from.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong SEQ = new AtomicLong();
  private final long id = SEQ.getAndIncrement();
  private final int number;
  private int litres;

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  public synchronized int litres() {
    return litres;
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    if (this == target) {
      if (litres() < amount) {
        return false;
      }
      pump.run();
      return true;
    }
    Tank a = id < target.id ? this : target, b = a == this ? target : this;
    synchronized (a) {
      synchronized (b) {
        if (litres < amount) {
          return false;
        }
        pump.run();
        litres -= amount;
        target.litres += amount;
        return true;
      }
    }
  }

  public static int inBoth(Tank one, Tank other) {
    Tank a = one.id < other.id ? one : other, b = a == one ? other : one;
    synchronized (a) {
      synchronized (b) {
        return one.litres + other.litres;
      }
    }
  }
}
