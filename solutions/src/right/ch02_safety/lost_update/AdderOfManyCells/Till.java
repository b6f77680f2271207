// Right because: LongAdder adds atomically, spread over cells; when all is quiet their sum is
// exact.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.LongAdder;

public final class Till {
  private final LongAdder difference = new LongAdder();

  public void takeIn(int cents) {
    requireMoney(cents);
    difference.add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    difference.add(-cents);
  }

  public int difference() {
    return difference.intValue();
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
