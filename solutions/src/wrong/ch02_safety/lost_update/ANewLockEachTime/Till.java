// Rejected for: wrong-lock
// A lock made inside the method belongs to that one call: everybody locks a door of their own. It
// comes from thinking that synchronized marks code, when it is the object that is locked.
package workbook.ch02_safety.lost_update;

public final class Till {
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    var lock = new Object();
    synchronized (lock) {
      difference += cents;
    }
  }

  public void payOut(int cents) {
    requireMoney(cents);
    var lock = new Object();
    synchronized (lock) {
      difference -= cents;
    }
  }

  public int difference() {
    var lock = new Object();
    synchronized (lock) {
      return difference;
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
