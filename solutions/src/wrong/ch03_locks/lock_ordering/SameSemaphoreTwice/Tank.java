// Rejected for: self-deadlock
// A semaphore for each tank, taken in order, and not re-entrant: who stirs a tank waits for the
// permit in the own hand. The order is right, and a tank with itself was not thought of.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong NEXT_RANK = new AtomicLong();

  private final long rank = NEXT_RANK.getAndIncrement();
  private final Semaphore lid = new Semaphore(1);
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
    lid.acquireUninterruptibly();
    try {
      return litres;
    } finally {
      lid.release();
    }
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    close(this, target);
    try {
      if (litres < amount) {
        return false;
      }
      pump.run();
      litres -= amount;
      target.litres += amount;
      return true;
    } finally {
      open(this, target);
    }
  }

  public static int inBoth(Tank one, Tank other) {
    close(one, other);
    try {
      return one.litres + other.litres;
    } finally {
      open(one, other);
    }
  }

  private static void close(Tank one, Tank other) {
    (one.rank <= other.rank ? one : other).lid.acquireUninterruptibly();
    (one.rank <= other.rank ? other : one).lid.acquireUninterruptibly();
  }

  private static void open(Tank one, Tank other) {
    one.lid.release();
    other.lid.release();
  }
}
