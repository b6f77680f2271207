// Rejected for: sleep-for-signal
// The second lock is only tried; if it is taken, everything is given back and the thread sleeps
// for a while. The sleep makes the collision rarer and every call slower, and it proves nothing.
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
    one.lid.lock();
    while (!other.lid.tryLock()) {
      one.lid.unlock();
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      one.lid.lock();
    }
  }

  private static void open(Tank one, Tank other) {
    other.lid.unlock();
    one.lid.unlock();
  }
}
