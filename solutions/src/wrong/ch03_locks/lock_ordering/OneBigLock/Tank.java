// Rejected for: over-synchronised
// One lock for the cellar. No deadlock, and while one pump runs all others stand still. It is the
// first thing that helps.
package workbook.ch03_locks.lock_ordering;

public final class Tank {
  private static final Object CELLAR = new Object();

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
    synchronized (CELLAR) {
      return litres;
    }
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    synchronized (CELLAR) {
      if (litres < amount) {
        return false;
      }
      pump.run();
      litres -= amount;
      target.litres += amount;
      return true;
    }
  }

  public static int inBoth(Tank one, Tank other) {
    synchronized (CELLAR) {
      return one.litres + other.litres;
    }
  }
}
