// Rejected for: lock-order-inversion
// Ordered by a rank of its own, drawn from a counter that is not safe: two tanks that are set up
// at the same time can draw the same. It looks like the solution, and a constructor looks like one
// thread.
package workbook.ch03_locks.lock_ordering;

public final class Tank {
  private static int nextRank;

  private final int rank = nextRank++;
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
