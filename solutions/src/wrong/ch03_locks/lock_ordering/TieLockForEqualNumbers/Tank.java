// Rejected for: over-synchronised
// The tie lock from the textbook, where ties are rare, used with numbers, where they are not: all
// who pump between tanks of equal numbers wait for each other.
package workbook.ch03_locks.lock_ordering;

public final class Tank {
  private static final Object TIE = new Object();
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
    if (number < target.number)
      synchronized (this) {
        synchronized (target) {
          return move(target, amount, pump);
        }
      }
    else if (number > target.number)
      synchronized (target) {
        synchronized (this) {
          return move(target, amount, pump);
        }
      }
    else
      synchronized (TIE) {
        synchronized (this) {
          synchronized (target) {
            return move(target, amount, pump);
          }
        }
      }
  }

  private boolean move(Tank target, int amount, Runnable pump) {
    if (litres < amount) {
      return false;
    }
    pump.run();
    litres -= amount;
    target.litres += amount;
    return true;
  }

  public static int inBoth(Tank one, Tank other) {
    if (one.number < other.number)
      synchronized (one) {
        synchronized (other) {
          return one.litres + other.litres;
        }
      }
    else if (one.number > other.number)
      synchronized (other) {
        synchronized (one) {
          return one.litres + other.litres;
        }
      }
    else
      synchronized (TIE) {
        synchronized (one) {
          synchronized (other) {
            return one.litres + other.litres;
          }
        }
      }
  }
}
