// Rejected for: wrong-lock
// One lock for coming in and one for going out looks tidy and even fast. But both sides write the
// same figure, and who holds the one lock is not kept out by the other.
package workbook.ch02_safety.lost_update;

public final class Till {
  private final Object in = new Object();
  private final Object out = new Object();
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    synchronized (in) {
      difference += cents;
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    synchronized (out) {
      difference -= cents;
    }
  }

  public int difference() {
    synchronized (in) {
      synchronized (out) {
        return difference;
      }
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
