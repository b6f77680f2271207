// Rejected for: sleep-for-signal
// Waits at the queue with a time-out, "so that it cannot hang". There is nothing to be done after
// the time-out but to wait again.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    districts.forEach(district -> helpers.execute(() -> reports.add(count(district))));
    for (int announced = 0; announced < districts.size(); ) {
      Report report = reports.poll(50, TimeUnit.MILLISECONDS);
      if (report != null) {
        radio.accept(report);
        announced++;
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
