// Rejected for: thread-leak
// All figures are asked for and all are there. The pool that counted them waits for more work, for
// ever.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, roosts.size()));
    List<Future<Integer>> figures = new ArrayList<>();
    for (Roost roost : roosts) {
      figures.add(pool.submit(roost::count));
    }
    int[] bats = new int[roosts.size()];
    for (int i = 0; i < bats.length; i++) {
      try {
        bats[i] = figures.get(i).get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return bats;
  }
}
