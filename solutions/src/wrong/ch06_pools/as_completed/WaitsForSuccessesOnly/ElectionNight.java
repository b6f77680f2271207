// Rejected for: lost-failure
// Announces failures, and counts only the others: after a failure the announcer waits for one
// report too many.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    for (District district : districts) {
      helpers.execute(() -> reports.add(count(district)));
    }
    int counted = 0;
    while (counted < districts.size()) {
      Report report = reports.take();
      radio.accept(report);
      if (report instanceof Report.Counted) {
        counted++;
      }
    }
  }

  private static Report count(District district) {
    try {
      return new Report.Counted(district, district.count());
    } catch (Throwable thrown) {
      return new Report.Failed(district, thrown);
    }
  }
}
