// Rejected for: sequential-in-disguise
// A pool as large as the machine has processors, as one does for work that computes. These only
// stand and wait for bats.
package workbook.ch01_threads.join_them_all;

import java.util.List;
import java.util.concurrent.Executors;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    try (var pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      for (int i = 0; i < bats.length; i++) {
        int place = i;
        pool.execute(() -> bats[place] = roosts.get(place).count());
      }
    }
    return bats;
  }
}
