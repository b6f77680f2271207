// Rejected for: lost-update
// Peterson's algorithm, correct as in the lecture, for two. Everybody but the first takes the
// second seat, so from three waiters on two of them can have their turn at the same time.
package workbook.ch02_safety.lost_update;

public final class Till {
  private volatile Thread first;
  private volatile boolean firstWants, otherWants, othersTurn;
  private volatile int difference;

  private synchronized boolean amFirst() {
    if (first == null) {
      first = Thread.currentThread();
    }
    return first == Thread.currentThread();
  }

  private void add(int x) {
    if (amFirst()) {
      firstWants = true;
      othersTurn = true;
      while (otherWants && othersTurn) {
        Thread.onSpinWait();
      }
      difference = difference + x;
      firstWants = false;
    } else {
      otherWants = true;
      othersTurn = false;
      while (firstWants && !othersTurn) {
        Thread.onSpinWait();
      }
      difference = difference + x;
      otherWants = false;
    }
  }

  public void takeIn(int cents) {
    requireMoney(cents);
    add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    add(-cents);
  }

  public int difference() {
    return difference;
  }

  private static void requireMoney(int c) {
    if (c < 1) {
      throw new IllegalArgumentException("not an amount of money: " + c);
    }
  }
}
