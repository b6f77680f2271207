// Rejected for: lost-failure
// Who has failed has nothing to report, so the listeners are not told.
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
        System.err.println("a district has failed: " + e);
      }
    }
  }
}
