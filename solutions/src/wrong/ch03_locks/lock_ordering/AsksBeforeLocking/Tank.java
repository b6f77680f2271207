// Rejected for: check-then-act
// Asks for the level before it takes the two locks, under the right lock, and does not ask again.
// Between question and pump another pump can empty the tank. Asking early saves a lock for
// nothing.
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
    if (litres() < amount) {
      return false;
    }
    Tank first = rank < target.rank ? this : target;
    Tank second = rank < target.rank ? target : this;
    synchronized (first) {
      synchronized (second) {
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
