// Rejected for: sequential-in-disguise
// Hands a district in and waits for it before the next is handed in: many helpers, and one of them
// works.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    for (District district : districts) {
      try {
        int votes = helpers.submit(district::count).get();
        radio.accept(new Report.Counted(district, votes));
      } catch (ExecutionException e) {
        radio.accept(new Report.Failed(district, e.getCause()));
      }
    }
  }
}
