// Rejected for: lost-update
// An AtomicInteger has atomic methods; a get followed by a set is two of them, with a gap between.
// People change the type, keep the shape of the old code and think the word "Atomic" does the
// rest.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicInteger;

public final class Till {
  private final AtomicInteger difference = new AtomicInteger();

  public void takeIn(int cents) {
    requireMoney(cents);
    difference.set(difference.get() + cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    difference.set(difference.get() - cents);
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
