// Rejected for: wrong-order
// The reports wait on a stack. While the radio is slow, the one that came last is announced first.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    BlockingDeque<Report> reports = new LinkedBlockingDeque<>();
    for (District district : districts) {
      helpers.execute(() -> reports.addFirst(count(district)));
    }
    for (int announced = 0; announced < districts.size(); announced++) {
      radio.accept(reports.takeFirst());
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
