// Right because: addAndGet reads, adds and writes in one step of the processor.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicInteger;

public final class Till {
  private final AtomicInteger difference = new AtomicInteger();

  public void takeIn(int cents) {
    requireMoney(cents);
    difference.addAndGet(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    difference.addAndGet(-cents);
  }

  public int difference() {
    return difference.get();
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
