// Rejected for: over-synchronised
// A queue with room for ten reports, "that will do". When the radio is slow, helpers wait with the
// eleventh in hand.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    BlockingQueue<Report> reports = new ArrayBlockingQueue<>(10);
    for (District district : districts) {
      helpers.submit(() -> {
        reports.put(count(district));
        return null;
      });
    }
    for (int announced = 0; announced < districts.size(); announced++) {
      radio.accept(reports.take());
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
