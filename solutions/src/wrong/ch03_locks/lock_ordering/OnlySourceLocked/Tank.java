// Rejected for: unguarded-access
// Only the tank from which beer is taken is closed, so no two locks are ever held and no circle
// can close; the target is written without its lock. "I only add something there" is the thought
// behind it.
package workbook.ch03_locks.lock_ordering;

public final class Tank {
  private final int number;
  private int litres;

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  public synchronized int litres() {
    return litres;
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    synchronized (this) {
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
    return one.litres() + other.litres();
  }
}
