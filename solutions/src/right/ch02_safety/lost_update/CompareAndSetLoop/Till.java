// Right because: who finds the figure changed in the meantime reads it again and tries once more.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicInteger;

public final class Till {
  private final AtomicInteger difference = new AtomicInteger();

  public void takeIn(int cents) {
    requireMoney(cents);
    add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    add(-cents);
  }

  public int difference() {
    return difference.get();
  }

  private void add(int cents) {
    int old;
    do {
      old = difference.get();
    } while (!difference.compareAndSet(old, old + cents));
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
