// Rejected for: over-synchronised
// The reports come in in the right order. But a latch keeps the announcer silent until the last one
// is there.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    Queue<Report> reports = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(districts.size());
    for (District district : districts) {
      helpers.execute(() -> {
        reports.add(count(district));
        all.countDown();
      });
    }
    all.await();
    reports.forEach(radio);
  }

  private static Report count(District district) {
    try {
      return new Report.Counted(district, district.count());
    } catch (Throwable thrown) {
      return new Report.Failed(district, thrown);
    }
  }
}
