// Right because: a field updater makes one step of reading, adding and writing the volatile field,
// and
// spares each till an object of its own for it.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

public final class Till {
  private static final AtomicIntegerFieldUpdater<Till> DIFFERENCE =
      AtomicIntegerFieldUpdater.newUpdater(Till.class, "difference");

  private volatile int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    DIFFERENCE.addAndGet(this, cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    DIFFERENCE.addAndGet(this, -cents);
  }

  public int difference() {
    return difference;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
