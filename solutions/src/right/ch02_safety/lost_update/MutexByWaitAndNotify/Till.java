// Right because: the flag is tested and raised inside one monitor, and whoever finds it raised
// waits in a loop until it is lowered.
package workbook.ch02_safety.lost_update;

public final class Till {
  private static final class Mutex {
    private boolean taken;

    synchronized void enter() {
      boolean interrupted = false;
      while (taken) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      taken = true;
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    synchronized void leave() {
      taken = false;
      notify();
    }
  }

  private final Mutex mutex = new Mutex();
  private int difference;

  public void takeIn(int cents) {
    requireMoney(cents);
    add(cents);
  }

  public void payOut(int cents) {
    requireMoney(cents);
    add(-cents);
  }

  public int difference() {
    mutex.enter();
    try {
      return difference;
    } finally {
      mutex.leave();
    }
  }

  private void add(int cents) {
    mutex.enter();
    try {
      difference += cents;
    } finally {
      mutex.leave();
    }
  }

  private static void requireMoney(int cents) {
    if (cents < 1) {
      throw new IllegalArgumentException("not an amount of money: " + cents);
    }
  }
}
