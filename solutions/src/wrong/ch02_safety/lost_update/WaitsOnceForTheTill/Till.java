// Rejected for: if-for-while
// A till of one's own with wait and notify, as in many books; but who has been woken, or has woken
// up for no reason, takes the till without a second look at whether it is free.
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
    if (busy) {
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
    notify();
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
