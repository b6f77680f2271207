// Rejected for: lost-update
// A flag that says "busy" is a lock made by hand, and its own test and set are two steps: two
// waiters see it lowered, both raise it, both go in. Correct until it matters.
package workbook.ch02_safety.lost_update;

public final class Till {
  private volatile boolean busy;
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    enter();
    difference += cents;
    busy = false;
  }

  public void payOut(int cents) {
    requireMoney(cents);
    enter();
    difference -= cents;
    busy = false;
  }

  public int difference() {
    enter();
    int seen = difference;
    busy = false;
    return seen;
  }

  private void enter() {
    while (busy) {
      Thread.onSpinWait();
    }
    busy = true;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
