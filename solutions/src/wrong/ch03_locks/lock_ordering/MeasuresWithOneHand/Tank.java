// Rejected for: wrong-lock
// Whoever measures closes the first tank only: nobody can pump between the two then. But somebody
// may
// pump between the second and a third.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong NEXT_RANK = new AtomicLong(); // an atomic guards itself

  /** This tank's place in the order: unlike the painted number, it is no other tank's too. */
  private final long rank = NEXT_RANK.getAndIncrement();

  private final Object lock = new Object();
  private final int number;

  /** Guarded by {@code lock}; @GuardedBy cannot follow locks that are taken in sorted order. */
  private int litres;

  /** Sets up a tank with a number painted on it, and so much beer in it. */
  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  /** Returns the number that is painted on the tank. */
  public int number() {
    return number;
  }

  /** Returns how much beer is in the tank. */
  public int litres() {
    synchronized (lock) {
      return litres;
    }
  }

  /**
   * Pumps beer into another tank, both being closed meanwhile; returns whether there was enough.
   */
  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    synchronized (first(this, target).lock) {
      synchronized (second(this, target).lock) {
        if (litres < amount) {
          return false;
        }
        pump.run();
        litres -= amount;
        target.litres += amount;
        return true;
      }
    }
  }

  /** Returns how much beer is in two tanks together, at one moment. */
  public static int inBoth(Tank one, Tank other) {
    synchronized (first(one, other).lock) {
      return one.litres + other.litres;
    }
  }

  private static Tank first(Tank one, Tank other) {
    return one.rank <= other.rank ? one : other;
  }

  private static Tank second(Tank one, Tank other) {
    return one.rank <= other.rank ? other : one;
  }
}
