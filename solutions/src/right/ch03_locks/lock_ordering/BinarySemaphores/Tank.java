// Right because: one permit a tank, taken in order, and only once where source and target are the
// same tank.
package workbook.ch03_locks.lock_ordering;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

public final class Tank {
  private static final AtomicInteger NEXT_RANK = new AtomicInteger(1);

  private final int rank = NEXT_RANK.getAndIncrement();
  private final Semaphore lid = new Semaphore(1);
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
    lid.acquireUninterruptibly();
    int level = litres;
    lid.release();
    return level;
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    List<Tank> mine = inOrder(this, target);
    mine.forEach(tank -> tank.lid.acquireUninterruptibly());
    try {
      if (litres < amount) {
        return false;
      }
      pump.run();
      litres -= amount;
      target.litres += amount;
      return true;
    } finally {
      mine.forEach(tank -> tank.lid.release());
    }
  }

  public static int inBoth(Tank one, Tank other) {
    List<Tank> mine = inOrder(one, other);
    mine.forEach(tank -> tank.lid.acquireUninterruptibly());
    try {
      return one.litres + other.litres;
    } finally {
      mine.forEach(tank -> tank.lid.release());
    }
  }

  private static List<Tank> inOrder(Tank one, Tank other) {
    if (one == other) {
      return List.of(one);
    }
    return one.rank < other.rank ? List.of(one, other) : List.of(other, one);
  }
}
