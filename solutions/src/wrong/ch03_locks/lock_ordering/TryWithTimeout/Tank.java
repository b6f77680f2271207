// Rejected for: livelock
// Waits a little for the second lock, then gives the first back, rolls a die and begins again. It
// gets through sooner or later, mostly; how much sooner nobody can say. What is asked for needs no
// luck.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
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
    while (true) {
      one.lid.lock();
      try {
        long patience = ThreadLocalRandom.current().nextLong(1, 5);
        if (other.lid.tryLock(patience, TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      one.lid.unlock();
    }
  }

  private static void open(Tank one, Tank other) {
    other.lid.unlock();
    one.lid.unlock();
  }
}
