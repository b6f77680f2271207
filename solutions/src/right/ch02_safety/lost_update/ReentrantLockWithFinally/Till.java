// Right because: one lock for all three methods, released in a finally on every way out.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

public final class Till {
  private final Lock lock = new ReentrantLock();
  private int difference;

  public void takeIn(int cents) {
    lock.lock();
    try {
      requireMoney(cents);
      difference += cents;
    } finally {
      lock.unlock();
    }
  }

  public void payOut(int cents) {
    lock.lock();
    try {
      requireMoney(cents);
      difference -= cents;
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

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
