// Rejected for: self-deadlock
// A task of the same pool collects the reports. In a pool of one thread it takes the place of those
// for whom it waits.
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
    BlockingQueue<Report> collected = new LinkedBlockingQueue<>();
    helpers.submit(() -> {
      for (int i = 0; i < districts.size(); i++) {
        collected.put(reports.take());
      }
      return null;
    });
    for (District district : districts) {
      helpers.execute(() -> reports.add(count(district)));
    }
    for (int announced = 0; announced < districts.size(); announced++) {
      radio.accept(collected.take());
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
