// Right because: the hash orders nearly all pairs, and the rare tie is broken by a third lock
// taken before both.
package workbook.ch03_locks.lock_ordering;

import java.util.function.Supplier;

public final class Tank {
  private static final Object TIE = new Object();

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
    return holding(this, target, () -> move(target, amount, pump));
  }

  private boolean move(Tank target, int amount, Runnable pump) {
    if (litres < amount) {
      return false;
    }
    pump.run();
    litres -= amount;
    target.litres += amount;
    return true;
  }

  public static int inBoth(Tank one, Tank other) {
    return holding(one, other, () -> one.litres + other.litres);
  }

  private static <T> T holding(Tank one, Tank other, Supplier<T> action) {
    int a = System.identityHashCode(one);
    int b = System.identityHashCode(other);
    if (a < b) {
      return nested(one, other, action);
    }
    if (a > b) {
      return nested(other, one, action);
    }
    if (one == other) {
      return nested(one, one, action);
    }
    synchronized (TIE) {
      return nested(one, other, action);
    }
  }

  private static <T> T nested(Tank first, Tank second, Supplier<T> action) {
    synchronized (first) {
      synchronized (second) {
        return action.get();
      }
    }
  }
}
