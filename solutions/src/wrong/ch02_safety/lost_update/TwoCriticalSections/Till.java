// Rejected for: lost-update
// Every single access holds the lock, so no access is forgotten; yet the lock is given up between
// the read and the write. It comes from wrapping a field in a synchronized getter and setter.
package workbook.ch02_safety.lost_update;

public final class Till {
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    set(difference() + cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    set(difference() - cents);
  }

  public synchronized int difference() {
    return difference;
  }

  private synchronized void set(int newDifference) {
    difference = newDifference;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
