// Rejected for: lock-order-inversion
// Ties are cared for, but numbers are compared by subtraction, which overflows: the lowest comes
// before 0, 0 before the highest, and the highest before the lowest. Any two tanks agree on an
// order; three close a circle. The subtraction is an old habit from comparators.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicInteger;

public final class Tank {
  private static final AtomicInteger NEXT_RANK = new AtomicInteger();

  private final int rank = NEXT_RANK.getAndIncrement();
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
    int difference = one.number - other.number;
    return difference == 0 ? one.rank < other.rank : difference < 0;
  }
}
