// Rejected for: busy-wait
// Takes one lock, tries the other, gives the first back and begins again, as fast as it can. Two
// who
// do so in step can go on for ever, and one who meets a long pump burns a processor until it ends.
// It comes from "never wait with a lock in hand", which is one half of another remedy.
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
    while (true) {
      one.lid.lock();
      if (other.lid.tryLock()) {
        return;
      }
      one.lid.unlock();
    }
  }

  private static void open(Tank one, Tank other) {
    other.lid.unlock();
    one.lid.unlock();
  }
}
