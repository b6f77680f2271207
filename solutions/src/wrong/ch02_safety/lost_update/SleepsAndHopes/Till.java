// Rejected for: sleep-for-signal
// A random pause spreads the waiters out, and the figure comes out right nearly every time.
// Nearly: no pause keeps anybody out, and now the fault can no longer be found by trying.
package workbook.ch02_safety.lost_update;

import java.util.concurrent.ThreadLocalRandom;

public final class Till {
  private volatile int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    stepAside();
    difference += cents;
  }

  public void payOut(int cents) {
    requireMoney(cents);
    stepAside();
    difference -= cents;
  }

  public int difference() {
    return difference;
  }

  private static void stepAside() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
