// Rejected for: lost-update
// A finally that releases is right, and here it is reached by a refusal that never acquired. A
// Semaphore does not know who holds it, so it gains a permit: from then on two waiters can be at
// the figure at the same time. (A ReentrantLock would have thrown an
// IllegalMonitorStateException.)
package workbook.ch02_safety.lost_update;

import java.util.concurrent.Semaphore;

public final class Till {
  private final Semaphore mutex = new Semaphore(1);
  private int difference;

  public void takeIn(int cents) {
    try {
      requireMoney(cents);
      mutex.acquireUninterruptibly();
      difference += cents;
    } finally {
      mutex.release();
    }
  }

  public void payOut(int cents) {
    try {
      requireMoney(cents);
      mutex.acquireUninterruptibly();
      difference -= cents;
    } finally {
      mutex.release();
    }
  }

  public int difference() {
    mutex.acquireUninterruptibly();
    try {
      return difference;
    } finally {
      mutex.release();
    }
  }

  private static void requireMoney(int c) {
    if (c < 1) {
      throw new IllegalArgumentException("not an amount of money: " + c);
    }
  }
}
