// Right because: a map that is made for many threads holds each figure under its place until all
// are back.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    Map<Integer, Integer> figures = new ConcurrentHashMap<>();
    List<FutureTask<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < roosts.size(); i++) {
      int place = i;
      var task = new FutureTask<>(() -> figures.put(place, roosts.get(place).count()));
      new Thread(task, "roost " + place).start();
      tasks.add(task);
    }
    for (FutureTask<Integer> task : tasks) {
      try {
        task.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    int[] bats = new int[roosts.size()];
    figures.forEach((place, figure) -> bats[place] = figure);
    return bats;
  }
}
