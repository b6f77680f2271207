// Rejected for: wrong-result
// The beer is moved first and moved back when the hose bursts. But a pump may throw what is no
// RuntimeException, and then the beer has gone through a pump that never ran. (Moving it last
// needs no way back.)
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.atomic.AtomicLong;

public final class Tank {
  private static final AtomicLong SEQ = new AtomicLong();
  private final long id = SEQ.getAndIncrement();
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
    Tank a = id < target.id ? this : target, b = a == this ? target : this;
    synchronized (a) {
      synchronized (b) {
        if (litres < amount) {
          return false;
        }
        litres -= amount;
        target.litres += amount;
        try {
          pump.run();
        } catch (RuntimeException e) {
          litres += amount;
          target.litres -= amount;
          throw e;
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
