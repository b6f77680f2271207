// Right because: each side is one atomic sum; the difference of the two is exact when all is
// quiet.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicInteger;

public final class Till {
  private final AtomicInteger in = new AtomicInteger();
  private final AtomicInteger out = new AtomicInteger();

  public void takeIn(int cents) {
    requireMoney(cents);
    in.addAndGet(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    out.addAndGet(cents);
  }

  public int difference() {
    return in.get() - out.get();
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
