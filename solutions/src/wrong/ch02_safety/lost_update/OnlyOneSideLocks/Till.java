// Rejected for: unguarded-access
// takeIn is locked because that is where the money was seen to vanish; payOut was thought
// harmless. A lock keeps out only those who ask for it.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.locks.ReentrantLock;

public final class Till {
  private final ReentrantLock lock = new ReentrantLock();
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    lock.lock();
    try {
      difference += cents;
    } finally {
      lock.unlock();
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
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
