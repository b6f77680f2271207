// Rejected for: unguarded-access
// Both writers are locked and nothing is lost. The reader goes without, because "reading changes
// nothing": but nothing then obliges it ever to see what the writers wrote.
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

  public int difference() {
    return difference;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
