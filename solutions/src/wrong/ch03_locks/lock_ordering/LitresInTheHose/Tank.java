// Rejected for: unguarded-access
// A volatile level can be read without a lock, so whoever reads it sees every step of the pump,
// also the one between the tanks. Fine, if only the level were written when all is done.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong SEQ = new AtomicLong();
  private final long id = SEQ.getAndIncrement();
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
    Tank a = id < target.id ? this : target, b = a == this ? target : this;
    synchronized (a) {
      synchronized (b) {
        if (litres < amount) {
          return false;
        }
        litres -= amount;
        boolean ok = false;
        try {
          pump.run();
          ok = true;
        } finally {
          if (ok) {
            target.litres += amount;
          } else litres += amount;
        }
        return true;
      }
    }
  }

  public static int inBoth(Tank one, Tank other) {
    Tank a = one.id < other.id ? one : other, b = a == one ? other : one;
    synchronized (a) {
      synchronized (b) {
        return one.litres + other.litres;
      }
    }
  }
}
