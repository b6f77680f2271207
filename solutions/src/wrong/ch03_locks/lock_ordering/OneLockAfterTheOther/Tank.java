// Rejected for: unguarded-access
// Takes the beer out under one lock and puts it in under the other, and never holds both: no
// deadlock, each level is right, and whoever measures in between misses the beer in the hose. It
// is the usual way out of a deadlock where nobody asks for the total.
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
    }
    target.add(amount);
    return true;
  }

  private synchronized void add(int amount) {
    litres += amount;
  }

  public static int inBoth(Tank one, Tank other) {
    return one.litres() + other.litres();
  }
}
