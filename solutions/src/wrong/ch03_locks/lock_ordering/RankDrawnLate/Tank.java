// Rejected for: lock-order-inversion
// The rank is drawn when it is first asked for. Two who ask at the same time draw two, one of them
// is overwritten after it was used, and the order is not one order any more.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong SEQ = new AtomicLong();
  private volatile long id;
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

  private long rank() {
    if (id == 0) {
      id = SEQ.incrementAndGet();
    }
    return id;
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    Tank a = rank() < target.rank() ? this : target, b = a == this ? target : this;
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
    Tank a = one.rank() < other.rank() ? one : other, b = a == one ? other : one;
    synchronized (a) {
      synchronized (b) {
        return one.litres + other.litres;
      }
    }
  }
}
