// Rejected for: lock-leak
// A re-entrant lock counts: the helper locks again, and only its caller unlocks. The same thread
// never notices, for it may always enter; everybody else waits for ever.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

public final class Till {
  private final Lock lock = new ReentrantLock();
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    lock.lock();
    try {
      add(cents);
    } finally {
      lock.unlock();
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    lock.lock();
    try {
      add(-cents);
    } finally {
      lock.unlock();
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

  private void add(int cents) {
    lock.lock();
    difference += cents;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
