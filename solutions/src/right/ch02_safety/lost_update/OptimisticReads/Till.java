// Right because: writers hold the stamped lock; a reader that was disturbed reads again under it.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.locks.StampedLock;

public final class Till {
  private final StampedLock lock = new StampedLock();
  private volatile int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    add(-cents);
  }

  public int difference() {
    long stamp = lock.tryOptimisticRead();
    int seen = difference;
    if (lock.validate(stamp)) {
      return seen;
    }
    stamp = lock.readLock();
    try {
      return difference;
    } finally {
      lock.unlockRead(stamp);
    }
  }

  private void add(int cents) {
    long stamp = lock.writeLock();
    try {
      difference += cents;
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
