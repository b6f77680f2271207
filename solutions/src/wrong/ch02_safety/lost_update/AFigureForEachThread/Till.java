// Rejected for: stale-read
// A ThreadLocal is thread-safe because nothing is shared; but here sharing is the point. Each
// waiter now counts alone, and the owner, who has taken in nothing, sees 0.
package workbook.ch02_safety.lost_update;

public final class Till {
  private final ThreadLocal<Integer> difference = ThreadLocal.withInitial(() -> 0);

  public void takeIn(int cents) {
    requireMoney(cents);
    difference.set(difference.get() + cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    difference.set(difference.get() - cents);
  }

  public int difference() {
    return difference.get();
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
