// Right because: whoever does not get both locks at the first try lets go and waits for them in
// order, once.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

public final class Tank {
  private static final AtomicLong NEXT_RANK = new AtomicLong();

  private final long rank = NEXT_RANK.getAndIncrement();
  private final ReentrantLock lid = new ReentrantLock();
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
    lid.lock();
    try {
      return litres;
    } finally {
      lid.unlock();
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
      lid.unlock();
      target.lid.unlock();
    }
  }

  public static int inBoth(Tank one, Tank other) {
    close(one, other);
    int sum = one.litres + other.litres;
    one.lid.unlock();
    other.lid.unlock();
    return sum;
  }

  private static void close(Tank one, Tank other) {
    if (one.lid.tryLock()) {
      if (other.lid.tryLock()) {
        return;
      }
      one.lid.unlock();
    }
    (one.rank <= other.rank ? one : other).lid.lock();
    (one.rank <= other.rank ? other : one).lid.lock();
  }
}
