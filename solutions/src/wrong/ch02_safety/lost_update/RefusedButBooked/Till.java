// Rejected for: wrong-result
// The check comes after the act. The caller is told that nothing happened, and the figure knows
// better.
package workbook.ch02_safety.lost_update;

public final class Till {
  private int difference;

  public synchronized void takeIn(int cents) {
    difference += cents;
    requireMoney(cents);
  }

  public synchronized void payOut(int cents) {
    difference -= cents;
    requireMoney(cents);
  }

  public synchronized int difference() {
    return difference;
  }

  private static void requireMoney(int c) {
    if (c < 1) {
      throw new IllegalArgumentException("not an amount of money: " + c);
    }
  }
}
