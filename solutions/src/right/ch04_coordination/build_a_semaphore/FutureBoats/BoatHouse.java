// Right because: everybody on the bench waits for a promise of her own. A promise is kept or
// cancelled, never both, and a cancelled one passes the boat on.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.LinkedList;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

public final class BoatHouse {
  private final Queue<CompletableFuture<Void>> bench = new LinkedList<>();
  private int boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public void takeOut() throws InterruptedException {
    CompletableFuture<Void> promise = new CompletableFuture<>();
    synchronized (bench) {
      if (boats > 0) {
        boats--;
        return;
      }
      bench.add(promise);
    }
    try {
      promise.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      if (!promise.cancel(false)) {
        Thread.currentThread().interrupt(); // the boat is mine after all, and the call stands
        return;
      }
      throw e;
    }
  }

  public boolean tryTakeOut() {
    synchronized (bench) {
      boolean is = boats > 0;
      boats -= is ? 1 : 0;
      return is;
    }
  }

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    synchronized (bench) {
      int left = returned;
      while (left > 0 && !bench.isEmpty()) {
        left -= bench.remove().complete(null) ? 1 : 0;
      }
      boats += left;
    }
  }

  public int ashore() {
    synchronized (bench) {
      return boats;
    }
  }
}
