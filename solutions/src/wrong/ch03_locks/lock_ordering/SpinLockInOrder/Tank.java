// Rejected for: busy-wait
// The order is right, and the locks are loops around compare-and-set: whoever waits for a pump that
// runs for an hour keeps a processor busy for an hour. Spinning is for waits of nanoseconds.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong NEXT_RANK = new AtomicLong();

  private final long rank = NEXT_RANK.getAndIncrement();
  private final AtomicBoolean taken = new AtomicBoolean();
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
    take();
    try {
      return litres;
    } finally {
      taken.set(false);
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

  private void take() {
    while (!taken.compareAndSet(false, true)) {
      Thread.onSpinWait();
    }
  }

  private static void close(Tank one, Tank other) {
    (one.rank <= other.rank ? one : other).take();
    if (one != other) {
      (one.rank <= other.rank ? other : one).take();
    }
  }

  private static void open(Tank one, Tank other) {
    one.taken.set(false);
    other.taken.set(false);
  }
}
