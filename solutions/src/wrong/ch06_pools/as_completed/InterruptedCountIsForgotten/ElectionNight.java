// Rejected for: lost-failure
// Takes an InterruptedException of the count for a sign to the helper: it sets the status, returns,
// and has reported nothing.
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
      helpers.execute(() -> {
        try {
          reports.add(new Report.Counted(district, district.count()));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (Throwable e) {
          reports.add(new Report.Failed(district, e));
        }
      });
    }
    for (int announced = 0; announced < districts.size(); announced++) {
      radio.accept(reports.take());
    }
  }
}
