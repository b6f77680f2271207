// Rejected for: over-synchronised
// One waiter is woken, who cannot go on, since another tank is still missing; whoever could go on
// sleeps until somebody else is done. With different conditions to wait for, all must be told.
package workbook.ch03_locks.lock_ordering;

public final class Tank {
  private static final Object CELLAR = new Object();
  private final int number;
  private int litres;
  private boolean busy;

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  private static void close(Tank a, Tank b) {
    synchronized (CELLAR) {
      while (a.busy || b.busy) {
        try {
          CELLAR.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      a.busy = true;
      b.busy = true;
    }
  }

  private static void open(Tank a, Tank b) {
    synchronized (CELLAR) {
      a.busy = false;
      b.busy = false;
      CELLAR.notify();
    }
  }

  public int litres() {
    close(this, this);
    try {
      return litres;
    } finally {
      open(this, this);
    }
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    close(this, target);
    try {
      if (litres < amount) {
        return false;
      }
      pump.run();
      litres -= amount;
      target.litres += amount;
      return true;
    } finally {
      open(this, target);
    }
  }

  public static int inBoth(Tank one, Tank other) {
    close(one, other);
    try {
      return one.litres + other.litres;
    } finally {
      open(one, other);
    }
  }
}
