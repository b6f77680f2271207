// Rejected for: lost-update
// Lock and unlock are there, in pairs, and guard nothing: the update stands after the finally.
// Seen when a try block is typed by an editor's template around the wrong line.
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
    } finally {
      lock.unlock();
    }
    difference += cents;
  }

  public void payOut(int cents) {
    lock.lock();
    try {
      requireMoney(cents);
    } finally {
      lock.unlock();
    }
    difference -= cents;
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
