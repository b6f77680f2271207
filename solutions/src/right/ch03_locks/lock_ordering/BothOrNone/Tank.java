// Right because: no lock is held while a pump runs: both tanks are marked as taken in one step, or
// the caller waits.
// There is nothing to order, since nobody waits with one tank in hand; the monitor is held for
// moments.
package workbook.ch03_locks.lock_ordering;

public final class Tank {
  private static final Object BOARD = new Object();

  private boolean taken;
  private final int number;
  private int litres;

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  public int litres() {
    synchronized (BOARD) {
      return litres;
    }
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    synchronized (BOARD) {
      take(this, target);
      if (litres < amount) {
        free(this, target);
        return false;
      }
    }
    boolean pumped = false;
    try {
      pump.run();
      pumped = true;
    } finally {
      synchronized (BOARD) {
        if (pumped) {
          litres -= amount;
          target.litres += amount;
        }
        free(this, target);
      }
    }
    return true;
  }

  public static int inBoth(Tank one, Tank other) {
    synchronized (BOARD) {
      return one.litres + other.litres;
    }
  }

  private static void take(Tank one, Tank other) {
    boolean interrupted = false;
    while (one.taken || other.taken) {
      try {
        BOARD.wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    one.taken = true;
    other.taken = true;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void free(Tank one, Tank other) {
    one.taken = false;
    other.taken = false;
    BOARD.notifyAll();
  }
}
