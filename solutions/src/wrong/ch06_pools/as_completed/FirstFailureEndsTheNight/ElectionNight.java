// Rejected for: lost-failure
// The first district that fails throws its exception at the announcer, who goes home. Nobody hears
// of the others.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    CompletionService<Report> done = new ExecutorCompletionService<>(helpers);
    for (District district : districts) {
      done.submit(() -> new Report.Counted(district, district.count()));
    }
    for (int i = 0; i < districts.size(); i++) {
      try {
        radio.accept(done.take().get());
      } catch (ExecutionException e) {
        throw new IllegalStateException("a district has failed", e);
      }
    }
  }
}
