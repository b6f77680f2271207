// Rejected for: lost-update
// volatile makes every write visible at once, and that is often taken for safety. It does not join
// the read and the write of "+=" into one step: two waiters still read the same old figure.
package workbook.ch02_safety.lost_update;

public final class Till {
  private volatile int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    difference += cents;
  }

  public void payOut(int cents) {
    requireMoney(cents);
    difference -= cents;
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
