// Rejected for: lost-update
// The loop asks for the expected value once more, so it always finds what it expects. It retries
// nicely, and writes the sum of yesterday's figure.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicInteger;

public final class Till {
  private final AtomicInteger difference = new AtomicInteger();

  public void takeIn(int cents) {
    requireMoney(cents);
    int next = difference.get() + cents;
    while (!difference.compareAndSet(difference.get(), next)) {
      Thread.onSpinWait();
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    int next = difference.get() - cents;
    while (!difference.compareAndSet(difference.get(), next)) {
      Thread.onSpinWait();
    }
  }

  public int difference() {
    return difference.get();
  }

  private static void requireMoney(int c) {
    if (c < 1) {
      throw new IllegalArgumentException("not an amount of money: " + c);
    }
  }
}
