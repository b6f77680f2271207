// Rejected for: lock-leak
// The update is guarded, but a refused amount leaves by an exception and takes the lock with it:
// the next waiter waits for ever. Nobody tries the refusal while the happy path works.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

public final class Till {
  private final Lock lock = new ReentrantLock();
  private int difference;

  public void takeIn(int cents) {
    lock.lock();
    requireMoney(cents);
    difference += cents;
    lock.unlock();
  }

  public void payOut(int cents) {
    lock.lock();
    requireMoney(cents);
    difference -= cents;
    lock.unlock();
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
