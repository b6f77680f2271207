// Rejected for: lost-item
// Keeps the open counts in a map with the district as key. Two districts of the same name are
// equal, and one of them is lost.
package workbook.ch06_pools.as_completed;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    CompletionService<Integer> done = new ExecutorCompletionService<>(helpers);
    Map<District, Future<Integer>> asked = new HashMap<>();
    for (District district : districts) {
      asked.put(district, done.submit(district::count));
    }
    while (!asked.isEmpty()) {
      Future<Integer> next = done.take();
      District district = null;
      for (Map.Entry<District, Future<Integer>> entry : asked.entrySet()) {
        if (entry.getValue() == next) {
          district = entry.getKey();
        }
      }
      if (district == null) {
        continue;
      }
      asked.remove(district);
      try {
        radio.accept(new Report.Counted(district, next.get()));
      } catch (ExecutionException e) {
        radio.accept(new Report.Failed(district, e.getCause()));
      }
    }
  }
}
