// Rejected for: lost-update
// Three tries look like plenty, and mostly are. Who is beaten three times goes away without a word,
// and the money is not in the till.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicInteger;

public final class Till {
  private static final int TRIES = 3;

  private final AtomicInteger difference = new AtomicInteger();

  public void takeIn(int cents) {
    requireMoney(cents);
    add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    add(-cents);
  }

  private void add(int cents) {
    for (int tries = 0; tries < TRIES; tries++) {
      int before = difference.get();
      if (difference.compareAndSet(before, before + cents)) {
        return;
      }
    }
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
