// Rejected for: wrong-result
// Reads both levels, then writes both: if source and target are one tank, the second write wins
// and the beer has become more. Locks and order are right; the alias was not thought of.
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
    synchronized (rank < target.rank ? this : target) {
      synchronized (rank < target.rank ? target : this) {
        int here = litres;
        int there = target.litres;
        if (here < amount) {
          return false;
        }
        pump.run();
        litres = here - amount;
        target.litres = there + amount;
        return true;
      }
    }
  }

  public static int inBoth(Tank one, Tank other) {
    synchronized (one.rank < other.rank ? one : other) {
      synchronized (one.rank < other.rank ? other : one) {
        return one.litres + other.litres;
      }
    }
  }
}
