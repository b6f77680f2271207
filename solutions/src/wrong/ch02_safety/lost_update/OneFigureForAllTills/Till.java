// Rejected for: wrong-result
// A static lock seemed to need a static figure. The counting is safe, but now all tills of the
// world share one difference.
package workbook.ch02_safety.lost_update;

public final class Till {
  private static int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    synchronized (Till.class) {
      difference += cents;
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    synchronized (Till.class) {
      difference -= cents;
    }
  }

  public int difference() {
    synchronized (Till.class) {
      return difference;
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
