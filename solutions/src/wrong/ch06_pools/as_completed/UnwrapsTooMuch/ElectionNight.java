// Rejected for: lost-failure
// Takes every wrapper off the failure, also the one in which the district itself has wrapped it.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
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
    for (int announced = 0; announced < districts.size(); announced++) {
      radio.accept(reports.take());
    }
  }

  private static Report count(District district) {
    try {
      return new Report.Counted(district, district.count());
    } catch (Throwable thrown) {
      Throwable cause = thrown;
      while (cause instanceof ExecutionException || cause instanceof CompletionException) {
        cause = cause.getCause();
      }
      return new Report.Failed(district, cause);
    }
  }
}
