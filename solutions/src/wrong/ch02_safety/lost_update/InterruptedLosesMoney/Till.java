// Rejected for: lost-item
// Waiting that can be interrupted needs an answer to "and then?". Here it is to go home quietly:
// the flag is set again, as the books say, but the money was not booked and nobody learns of it.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.Semaphore;

public final class Till {
  private final Semaphore mutex = new Semaphore(1);
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    add(-cents);
  }

  private void add(int x) {
    try {
      mutex.acquire();
      try {
        difference += x;
      } finally {
        mutex.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public int difference() {
    try {
      mutex.acquire();
      try {
        return difference;
      } finally {
        mutex.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private static void requireMoney(int c) {
    if (c < 1) {
      throw new IllegalArgumentException("not an amount of money: " + c);
    }
  }
}
