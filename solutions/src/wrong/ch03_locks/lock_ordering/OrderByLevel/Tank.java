// Rejected for: lock-order-inversion
// The emptier tank first: a key that changes with every pump, so that two calls can see two
// different orders of the same tanks. The key is at hand, and the tie is even cared for.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong NEXT_RANK = new AtomicLong();

  private final long rank = NEXT_RANK.getAndIncrement();
  private final int number;
  private volatile int litres;

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  public int litres() {
    return litres;
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    boolean thisFirst = comesFirst(this, target);
    synchronized (thisFirst ? this : target) {
      synchronized (thisFirst ? target : this) {
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
    boolean oneFirst = comesFirst(one, other);
    synchronized (oneFirst ? one : other) {
      synchronized (oneFirst ? other : one) {
        return one.litres + other.litres;
      }
    }
  }

  private static boolean comesFirst(Tank one, Tank other) {
    int a = one.litres;
    int b = other.litres;
    return a == b ? one.rank < other.rank : a < b;
  }
}
