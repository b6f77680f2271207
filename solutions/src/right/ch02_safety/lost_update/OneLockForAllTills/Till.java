// Right because: one lock for all tills excludes more than it must, yet each figure is guarded.
package workbook.ch02_safety.lost_update;

public final class Till {
  private static final Object LOCK = new Object();
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    synchronized (LOCK) {
      difference += cents;
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    synchronized (LOCK) {
      difference -= cents;
    }
  }

  public int difference() {
    synchronized (LOCK) {
      return difference;
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
