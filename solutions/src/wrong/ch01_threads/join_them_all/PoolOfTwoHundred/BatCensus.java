// Rejected for: sequential-in-disguise
// Takes a pool that is large enough for everybody, this year. The town with one roost more sends
// its
// last volunteer out when the first one is back.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    try (var volunteers = Executors.newFixedThreadPool(200)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int i = 0; i < bats.length; i++) {
        int place = i;
        tasks.add(() -> {
          bats[place] = roosts.get(place).count();
          return null;
        });
      }
      volunteers.invokeAll(tasks);
    }
    return bats;
  }
}
