// Rejected for: swallowed-interrupt
// Leaves when interrupted, as if all had been announced. The caller takes half a night for a whole
// one.
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
    try {
      for (int announced = 0; announced < districts.size(); announced++) {
        radio.accept(reports.take());
      }
    } catch (InterruptedException e) {
      return;
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
