// Right because: all three methods lock the till itself; a refusal releases it by itself.
package workbook.ch02_safety.lost_update;

public final class Till {
  private int difference;

  public synchronized void takeIn(int cents) {
    requireMoney(cents);
    difference += cents;
  }

  public synchronized void payOut(int cents) {
    requireMoney(cents);
    difference -= cents;
  }

  public synchronized int difference() {
    return difference;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
