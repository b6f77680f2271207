// Right because: whoever comes stands in both lines in one step, behind everybody who was there
// before, so nobody ever waits for somebody who came later.
package workbook.ch03_locks.lock_ordering;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Each tank has a line; who comes stands in both lines at once, then waits for those before. */
public final class Tank {
  private static final Object DOOR = new Object();
  private final int number;
  private int litres;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  public Tank(int number, int litres) {
    this.number = number;
    this.litres = litres;
  }

  public int number() {
    return number;
  }

  private static <T> T inTurn(Tank a, Tank b, Supplier<T> work) {
    CompletableFuture<Void> mine = new CompletableFuture<>(), p, q;
    synchronized (DOOR) {
      p = a.last;
      q = b.last;
      a.last = b.last = mine;
    }
    try {
      p.join();
      q.join();
      return work.get();
    } finally {
      mine.complete(null);
    }
  }

  public int litres() {
    return inTurn(this, this, () -> litres);
  }

  public boolean pumpTo(Tank target, int amount, Runnable pump) {
    return inTurn(
        this,
        target,
        () -> {
          if (amount > litres) {
            return false;
          }
          pump.run();
          litres = litres - amount;
          target.litres = target.litres + amount;
          return true;
        });
  }

  public static int inBoth(Tank one, Tank other) {
    return inTurn(one, other, () -> one.litres + other.litres);
  }
}
