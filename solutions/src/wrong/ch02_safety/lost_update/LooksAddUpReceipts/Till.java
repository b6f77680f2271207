// Rejected for: unguarded-access
// The receipts lie in a thread-safe queue, so nobody loses one. But to look is to add them up, and
// two who look at the same time add up half of them each.
package workbook.ch02_safety.lost_update;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

public final class Till {
  private final Queue<Integer> receipts = new ConcurrentLinkedQueue<>();
  private volatile int addedUp;

  public void takeIn(int cents) {
    requireMoney(cents);
    receipts.add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    receipts.add(-cents);
  }

  public int difference() {
    for (Integer cents = receipts.poll(); cents != null; cents = receipts.poll()) {
      addedUp += cents;
    }
    return addedUp;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
