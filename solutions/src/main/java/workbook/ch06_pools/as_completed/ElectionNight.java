package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Has the districts counted by helpers and announces on the radio what comes in. */
public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    BlockingQueue<Report> reports = new LinkedBlockingQueue<>(); // thread-safe; one for each night
    for (District district : districts) {
      helpers.execute(() -> reports.add(count(district)));
    }
    for (int announced = 0; announced < districts.size(); announced++) {
      radio.accept(reports.take());
    }
  }

  /** Counts a district; whatever is thrown becomes a report, since the announcer waits for one. */
  private static Report count(District district) {
    try {
      return new Report.Counted(district, district.count());
    } catch (Throwable thrown) {
      return new Report.Failed(district, thrown);
    }
  }
}
