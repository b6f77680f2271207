// Rejected for: unguarded-access
// Pumping is right. Measuring asks each tank for its own level, each under its lock, and lets go
// in between: two true levels of two different moments make a false sum.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong NEXT_RANK = new AtomicLong();

  private final long rank = NEXT_RANK.getAndIncrement();
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
    Tank first = rank < target.rank ? this : target;
    Tank second = rank < target.rank ? target : this;
    synchronized (first) {
      synchronized (second) {
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
    return one.litres() + other.litres();
  }
}
