// Right because: a pool with a thread for each task, and invokeAll waits for all of them; close()
// ends it.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    try (var pool = Executors.newThreadPerTaskExecutor(Thread::new)) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (Roost roost : roosts) {
        tasks.add(roost::count);
      }
      List<Future<Integer>> figures = pool.invokeAll(tasks);
      int[] bats = new int[figures.size()];
      for (int i = 0; i < bats.length; i++) {
        bats[i] = figures.get(i).resultNow();
      }
      return bats;
    }
  }
}
