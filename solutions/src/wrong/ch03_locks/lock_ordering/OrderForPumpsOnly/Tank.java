// Rejected for: lock-order-inversion
// Pumping has an order, measuring takes its locks as its arguments come. An order is only one if
// everybody keeps it, and a method that only reads is easily forgotten.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong NEXT_RANK = new AtomicLong();

  private final long rank = NEXT_RANK.getAndIncrement();
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
    Tank first = rank < target.rank ? this : target;
    Tank second = rank < target.rank ? target : this;
    synchronized (first) {
      synchronized (second) {
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
    synchronized (one) {
      synchronized (other) {
        return one.litres + other.litres;
      }
    }
  }
}
