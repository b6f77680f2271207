// Rejected for: lost-update
// compareAndSet says whether it worked, and here nobody listens: the waiter who comes second is
// told "no" and goes home. The loop around it is the half that is easily forgotten.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicInteger;

public final class Till {
  private final AtomicInteger difference = new AtomicInteger();

  public void takeIn(int cents) {
    requireMoney(cents);
    int old = difference.get();
    difference.compareAndSet(old, old + cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    int old = difference.get();
    difference.compareAndSet(old, old - cents);
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
