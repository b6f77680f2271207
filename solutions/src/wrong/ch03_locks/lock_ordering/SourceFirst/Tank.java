// Rejected for: lock-order-inversion
// Each call closes its source, then its target: an order of roles, not of tanks. It is how one
// would say it aloud, and it works until two people pump against each other.
package workbook.ch03_locks.lock_ordering;

public final class Tank {
  private final Object lid = new Object();
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
    synchronized (lid) {
      return litres;
    }
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    synchronized (lid) {
      if (litres < amount) {
        return false;
      }
      synchronized (target.lid) {
        pump.run();
        litres -= amount;
        target.litres += amount;
        return true;
      }
    }
  }

  public static int inBoth(Tank one, Tank other) {
    synchronized (one.lid) {
      synchronized (other.lid) {
        return one.litres + other.litres;
      }
    }
  }
}
