// Right because: the writers exclude each other by the lock; volatile shows the reader the last
// write.
package workbook.ch02_safety.lost_update;

public final class Till {
  private volatile int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    synchronized (this) {
      difference += cents;
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    synchronized (this) {
      difference -= cents;
    }
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
