// Right because: a semaphore with one permit lets in one thread at a time, and shows it the last
// write.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.Semaphore;

public final class Till {
  private final Semaphore mutex = new Semaphore(1);
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    mutex.acquireUninterruptibly();
    try {
      difference += cents;
    } finally {
      mutex.release();
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    mutex.acquireUninterruptibly();
    try {
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

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
