// Right because: the class of the library that does this puts each future into a queue when it is
// done; a map by identity tells which district it belongs to.
package workbook.ch06_pools.as_completed;

import java.util.IdentityHashMap;
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
    Map<Future<Integer>, District> asked = new IdentityHashMap<>();
    for (District district : districts) {
      asked.put(done.submit(district::count), district);
    }
    for (int i = 0; i < asked.size(); i++) {
      Future<Integer> next = done.take();
      radio.accept(report(asked.get(next), next));
    }
  }

  private static Report report(District district, Future<Integer> done)
      throws InterruptedException {
    try {
      return new Report.Counted(district, done.get());
    } catch (ExecutionException e) {
      return new Report.Failed(district, e.getCause());
    }
  }
}
