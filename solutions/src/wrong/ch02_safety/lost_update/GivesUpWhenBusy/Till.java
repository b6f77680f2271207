// Rejected for: lost-update
// tryLock does not wait, and whoever does not get the lock does not book the money. It never
// blocks anybody, which looks like a virtue, and it drops exactly the updates that clash.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.locks.ReentrantLock;

public final class Till {
  private final ReentrantLock lock = new ReentrantLock();
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    if (lock.tryLock()) {
      try {
        difference += cents;
      } finally {
        lock.unlock();
      }
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    if (lock.tryLock()) {
      try {
        difference -= cents;
      } finally {
        lock.unlock();
      }
    }
  }

  public int difference() {
    lock.lock();
    try {
      return difference;
    } finally {
      lock.unlock();
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
