package workbook.ch03_locks.lock_ordering;

/**
 * A tank of beer in the cellar of a brewery.
 *
 * <p>Beer is pumped from tank to tank by whoever has work to do in the cellar. Whoever pumps closes
 * both tanks for as long as the pump runs, so that no beer is measured while it is in the hose.
 * That has worked for years. Last Sunday two people pumped between the same two tanks, one there
 * and one back, and on Monday morning both were still standing in the cellar, each with a hand on
 * one tank.
 *
 * <p>Used by one thread, this class does everything that its README asks for. Your task is to make
 * it true for many. Names and parameters of the constructor and of the public methods stay as they
 * are; everything else is yours to change.
 */
public final class Tank {
  private final int number;
  private int litres;

  /**
   * Sets up a tank.
   *
   * @param number what is painted on it: any number, and not always a different one, for the cellar
   *     was once two
   * @param litres how much beer is in it
   */
  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  /** Returns the number that is painted on the tank. */
  public int number() {
    return number;
  }

  /** Returns how much beer is in the tank. */
  public synchronized int litres() {
    return litres;
  }

  /**
   * Pumps beer from this tank into another one, or round into this one again.
   *
   * @param amount litres, at least 1
   * @param pump runs the pump, in the caller's own thread, and comes back when the beer is through,
   *     which may take long. It throws if the hose bursts. It calls no method of any tank.
   * @return whether there was enough beer in this tank; if not, the pump is not run
   */
  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    // TODO 1: one person pumps from tank 1 to tank 2, another from tank 2 to tank 1. Which tank is
    //  closed first by whom? Agree on something that holds for any two tanks in the cellar.
    synchronized (this) {
      synchronized (target) {
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

  /** Returns how much beer is in two different tanks together, at one moment. */
  public static int inBoth(Tank one, Tank other) {
    // TODO 2: who measures closes two tanks as well.
    synchronized (one) {
      synchronized (other) {
        return one.litres + other.litres;
      }
    }
  }
}
