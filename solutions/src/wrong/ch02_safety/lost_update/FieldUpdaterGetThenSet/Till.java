// Rejected for: lost-update
// An updater has atomic methods as an AtomicInteger has; a get followed by a set is two of them,
// with
// a gap between.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

public final class Till {
  private static final AtomicIntegerFieldUpdater<Till> DIFFERENCE =
      AtomicIntegerFieldUpdater.newUpdater(Till.class, "difference");

  private volatile int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    DIFFERENCE.set(this, DIFFERENCE.get(this) + cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    DIFFERENCE.set(this, DIFFERENCE.get(this) - cents);
  }

  public int difference() {
    return DIFFERENCE.get(this);
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
