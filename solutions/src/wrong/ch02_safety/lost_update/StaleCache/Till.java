// Rejected for: stale-read
// The sum is kept until somebody reports a change. The owner computes it, a waiter books and says
// "changed", and then the owner says "not changed any more": what was booked is not seen again.
// Clearing the flag first, and computing then, would do.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.atomic.AtomicInteger;

public final class Till {
  private final AtomicInteger in = new AtomicInteger(), out = new AtomicInteger();
  private volatile int cached;
  private volatile boolean dirty;

  public void takeIn(int cents) {
    requireMoney(cents);
    in.addAndGet(cents);
    dirty = true;
  }

  public void payOut(int cents) {
    requireMoney(cents);
    out.addAndGet(cents);
    dirty = true;
  }

  public int difference() {
    if (dirty) {
      cached = in.get() - out.get();
      dirty = false;
    }
    return cached;
  }

  private static void requireMoney(int c) {
    if (c < 1) {
      throw new IllegalArgumentException("not an amount of money: " + c);
    }
  }
}
