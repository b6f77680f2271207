// Rejected for: lock-order-inversion
// Ordered by the time at which each tank was set up: the clock is fine enough, one thinks. Its
// steps
// are coarser than they look, and two tanks that are set up at the same time can get the same.
package workbook.ch03_locks.lock_ordering;

public final class Tank {
  private final long rank = System.nanoTime();
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
    synchronized (first(this, target)) {
      synchronized (second(this, target)) {
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

  public static int inBoth(Tank one, Tank other) {
    synchronized (first(one, other)) {
      synchronized (second(one, other)) {
        return one.litres + other.litres;
      }
    }
  }

  private static Tank first(Tank one, Tank other) {
    return comesFirst(one, other) ? one : other;
  }

  private static Tank second(Tank one, Tank other) {
    return comesFirst(one, other) ? other : one;
  }

  private static boolean comesFirst(Tank one, Tank other) {
    return one.rank <= other.rank;
  }
}
