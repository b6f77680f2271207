// Rejected for: wrong-lock
// A static synchronized method locks the class, the others lock the till: two locks again, only
// less visible, for both are spelled the same. It comes from a helper that an editor made static.
package workbook.ch02_safety.lost_update;

public final class Till {
  private int difference;

  public synchronized void takeIn(int cents) {
    requireMoney(cents);
    difference += cents;
  }

  public void payOut(int cents) {
    requireMoney(cents);
    subtract(this, cents);
  }

  public synchronized int difference() {
    return difference;
  }

  private static synchronized void subtract(Till till, int cents) {
    till.difference -= cents;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
