// Right because: every receipt is kept, added to a concurrent queue in one step; nothing is ever
// overwritten, and the difference is summed up when somebody asks.
package workbook.ch02_safety.lost_update;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

public final class Till {
  private final Queue<Integer> receipts = new ConcurrentLinkedQueue<>();

  public void takeIn(int cents) {
    requireMoney(cents);
    receipts.add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    receipts.add(-cents);
  }

  public int difference() {
    int sum = 0;
    for (int receipt : receipts) {
      sum += receipt;
    }
    return sum;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
