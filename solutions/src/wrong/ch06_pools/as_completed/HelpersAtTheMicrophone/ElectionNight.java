// Rejected for: wrong-result
// Each helper announces what it has counted. The radio is one, and hears them all at the same time.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    CountDownLatch left = new CountDownLatch(districts.size());
    for (District district : districts) {
      helpers.execute(() -> {
        Report report = count(district);
        synchronized (left) {
          radio.accept(report);
        }
        left.countDown();
      });
    }
    left.await();
  }

  private static Report count(District district) {
    try {
      return new Report.Counted(district, district.count());
    } catch (Throwable thrown) {
      return new Report.Failed(district, thrown);
    }
  }
}
