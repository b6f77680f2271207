// Rejected for: wrong-order
// All are handed in before the first is asked for, as it should be. But then the announcer asks one
// after the other, and a slow one keeps all others off the air.
package workbook.ch06_pools.as_completed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    List<Future<Integer>> counts = new ArrayList<>();
    for (District district : districts) {
      counts.add(helpers.submit(district::count));
    }
    for (int i = 0; i < counts.size(); i++) {
      Report report;
      try {
        report = new Report.Counted(districts.get(i), counts.get(i).get());
      } catch (ExecutionException e) {
        report = new Report.Failed(districts.get(i), e.getCause());
      }
      radio.accept(report);
    }
  }
}
