// Rejected for: wrong-result
// A single clerk's thread books all, so no two bookings clash; but takeIn comes back before the
// clerk has booked, and whoever looks then sees a figure of long ago.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public final class Till {
  private final ExecutorService clerk =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
  private volatile int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    clerk.execute(() -> difference += cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    clerk.execute(() -> difference -= cents);
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
