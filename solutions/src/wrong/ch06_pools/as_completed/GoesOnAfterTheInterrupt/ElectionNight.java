// Rejected for: swallowed-interrupt
// Catches the interrupt and waits on: "the reports have to be announced". Nobody can call the
// announcer away.
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
    for (int announced = 0; announced < districts.size(); ) {
      try {
        radio.accept(reports.take());
        announced++;
      } catch (InterruptedException e) {
        // go on
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
