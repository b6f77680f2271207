// Rejected for: over-synchronised
// Eight locks, and each tank uses one of them: ordered, no tie can hurt, and tanks that have
// nothing to do with each other share a lock. Striping is right for short work, not for a pump
// that runs long.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicInteger;

public final class Tank {
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Object[] LOCKS = new Object[8];

  static {
    for (int i = 0; i < LOCKS.length; i++) {
      LOCKS[i] = new Object();
    }
  }

  private final int stripe = NEXT.getAndIncrement() & (LOCKS.length - 1);
  private final int number;
  private int litres;

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  public int litres() {
    synchronized (LOCKS[stripe]) {
      return litres;
    }
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    synchronized (LOCKS[Math.min(stripe, target.stripe)]) {
      synchronized (LOCKS[Math.max(stripe, target.stripe)]) {
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
    synchronized (LOCKS[Math.min(one.stripe, other.stripe)]) {
      synchronized (LOCKS[Math.max(one.stripe, other.stripe)]) {
        return one.litres + other.litres;
      }
    }
  }
}
