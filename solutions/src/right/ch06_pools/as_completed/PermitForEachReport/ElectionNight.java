// Right because: a lock-free queue holds the reports, and a semaphore counts them.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    Queue<Report> reports = new ConcurrentLinkedQueue<>();
    Semaphore there = new Semaphore(0);
    for (District district : districts) {
      helpers.submit(() -> {
        Report report;
        try {
          report = new Report.Counted(district, district.count());
        } catch (Throwable e) {
          report = new Report.Failed(district, e);
        }
        reports.add(report);
        there.release();
      });
    }
    for (int i = 0; i < districts.size(); i++) {
      there.acquire();
      radio.accept(reports.remove());
    }
  }
}
