// Rejected for: wrong-lock
// A slip in sorting: if the target comes first, its lock is taken twice and the source's never. It
// is re-entrant, so nothing blocks and nothing is told.
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
    Tank first = rank <= target.rank ? this : target;
    Tank second = target;
    first.lid.lock();
    try {
      second.lid.lock();
      try {
        if (litres < amount) {
          return false;
        }
        pump.run();
        litres -= amount;
        target.litres += amount;
        return true;
      } finally {
        second.lid.unlock();
      }
    } finally {
      first.lid.unlock();
    }
  }

  public static int inBoth(Tank one, Tank other) {
    Tank first = one.rank <= other.rank ? one : other;
    Tank second = one.rank <= other.rank ? other : one;
    first.lid.lock();
    try {
      second.lid.lock();
      try {
        return one.litres + other.litres;
      } finally {
        second.lid.unlock();
      }
    } finally {
      first.lid.unlock();
    }
  }
}
