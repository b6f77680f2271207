// Rejected for: wrong-result
// Takes the beer out before the pump runs. If the hose bursts, the locks are free again and the
// beer is gone: a lock gives back itself, not what was done under it.
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
        if (litres < amount) {
          return false;
        }
        litres -= amount;
        pump.run();
        target.litres += amount;
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
