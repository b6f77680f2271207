// Right because: read-write locks in one order for pumping and measuring; a single level is
// volatile and needs none.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public final class Tank {
  private static final AtomicLong NEXT_RANK = new AtomicLong();

  private final long rank = NEXT_RANK.getAndIncrement();
  private final ReadWriteLock lid = new ReentrantReadWriteLock();
  private final int number;
  private volatile int litres;

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
    boolean thisFirst = rank < target.rank;
    Lock first = thisFirst ? lid.writeLock() : target.lid.writeLock();
    Lock second = thisFirst ? target.lid.writeLock() : lid.writeLock();
    first.lock();
    second.lock();
    try {
      if (litres < amount) {
        return false;
      }
      pump.run();
      litres -= amount;
      target.litres += amount;
      return true;
    } finally {
      second.unlock();
      first.unlock();
    }
  }

  public static int inBoth(Tank one, Tank other) {
    boolean oneFirst = one.rank < other.rank;
    Lock first = oneFirst ? one.lid.readLock() : other.lid.readLock();
    Lock second = oneFirst ? other.lid.readLock() : one.lid.readLock();
    first.lock();
    second.lock();
    try {
      return one.litres + other.litres;
    } finally {
      second.unlock();
      first.unlock();
    }
  }
}
