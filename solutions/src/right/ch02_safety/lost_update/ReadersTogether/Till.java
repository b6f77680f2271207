// Right because: writers hold the write lock alone; owners who look share the read lock.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public final class Till {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    lock.writeLock().lock();
    try {
      difference += cents;
    } finally {
      lock.writeLock().unlock();
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    lock.writeLock().lock();
    try {
      difference -= cents;
    } finally {
      lock.writeLock().unlock();
    }
  }

  public int difference() {
    lock.readLock().lock();
    try {
      return difference;
    } finally {
      lock.readLock().unlock();
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
