// Rejected for: lost-item
// tryLock, and false if a tank is busy. Nobody ever waits, and so nobody can deadlock; but beer
// that should have been pumped is not, because somebody else was quicker.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.locks.ReentrantLock;

public final class Tank {
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
    if (!lid.tryLock()) {
      return false;
    }
    try {
      if (!target.lid.tryLock()) {
        return false;
      }
      try {
        if (litres < amount) {
          return false;
        }
        pump.run();
        litres -= amount;
        target.litres += amount;
        return true;
      } finally {
        target.lid.unlock();
      }
    } finally {
      lid.unlock();
    }
  }

  public static int inBoth(Tank one, Tank other) {
    while (true) {
      one.lid.lock();
      try {
        if (other.lid.tryLock()) {
          try {
            return one.litres + other.litres;
          } finally {
            other.lid.unlock();
          }
        }
      } finally {
        one.lid.unlock();
      }
    }
  }
}
