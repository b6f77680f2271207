// Rejected for: wrong-result
// The locks are right. But a float keeps some seven digits, and above 16 777 216 cents a single
// cent
// no longer changes it.
package workbook.ch02_safety.lost_update;

public final class Till {
  private float difference;

  public synchronized void takeIn(int cents) {
    requireMoney(cents);
    difference += cents;
  }

  public synchronized void payOut(int cents) {
    requireMoney(cents);
    difference -= cents;
  }

  public synchronized int difference() {
    return (int) difference;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
