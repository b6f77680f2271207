// Rejected for: unguarded-access
// The figure is an object, so why not lock it? Because each update puts another object in its
// place, and with it another lock; and because to find the lock, the figure is read before it is
// held.
package workbook.ch02_safety.lost_update;

public final class Till {
  private Integer difference = 0;

  public void takeIn(int cents) {
    requireMoney(cents);
    synchronized (difference) {
      difference += cents;
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    synchronized (difference) {
      difference -= cents;
    }
  }

  public int difference() {
    synchronized (difference) {
      return difference;
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
