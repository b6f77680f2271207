// Right because: a pool with a thread for each piece of work; leaving the try closes it, which
// waits for all of them and is interrupted like any wait.
package workbook.ch01_threads.join_them_all;

import java.util.List;
import java.util.concurrent.Executors;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < bats.length; i++) {
        int place = i;
        pool.execute(() -> bats[place] = roosts.get(place).count());
      }
    }
    return bats;
  }
}
