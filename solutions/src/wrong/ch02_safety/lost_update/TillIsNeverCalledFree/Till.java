// Rejected for: deadlock
// Everybody looks, waits and looks again as one should; but whoever leaves forgets to tell those
// who
// wait.
package workbook.ch02_safety.lost_update;

public final class Till {
  private boolean busy;
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    open();
    difference += cents;
    close();
  }

  public void payOut(int cents) {
    requireMoney(cents);
    open();
    difference -= cents;
    close();
  }

  public int difference() {
    open();
    int seen = difference;
    close();
    return seen;
  }

  private synchronized void open() {
    boolean interrupted = false;
    while (busy) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    busy = true;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void close() {
    busy = false;
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
