// Rejected for: unguarded-access
// Pumping and the sum are right. A single level is read without the lock, for it is "only a read
// of an int": nothing says that the reader ever sees what was pumped.
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

  public int litres() {
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
    Tank first = one.rank < other.rank ? one : other;
    Tank second = one.rank < other.rank ? other : one;
    synchronized (first) {
      synchronized (second) {
        return one.litres + other.litres;
      }
    }
  }
}
