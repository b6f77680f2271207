// Rejected for: over-synchronised
// Both locks are taken behind one gate, so no circle can close; but who waits for a busy tank
// waits inside the gate, and nobody else gets in. The pump runs outside of it, so it looks
// parallel.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.locks.ReentrantLock;

public final class Tank {
  private static final ReentrantLock GATE = new ReentrantLock();

  private final ReentrantLock lid = new ReentrantLock();
  private final int number;
  private int litres;

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  public int litres() {
    lid.lock();
    try {
      return litres;
    } finally {
      lid.unlock();
    }
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    close(this, target);
    try {
      if (litres < amount) {
        return false;
      }
      pump.run();
      litres -= amount;
      target.litres += amount;
      return true;
    } finally {
      open(this, target);
    }
  }

  public static int inBoth(Tank one, Tank other) {
    close(one, other);
    try {
      return one.litres + other.litres;
    } finally {
      open(one, other);
    }
  }

  private static void close(Tank one, Tank other) {
    GATE.lock();
    try {
      one.lid.lock();
      other.lid.lock();
    } finally {
      GATE.unlock();
    }
  }

  private static void open(Tank one, Tank other) {
    one.lid.unlock();
    other.lid.unlock();
  }
}
