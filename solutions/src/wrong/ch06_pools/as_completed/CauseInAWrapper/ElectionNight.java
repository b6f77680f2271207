// Rejected for: lost-failure
// Reports the ExecutionException, in which the pool has wrapped what really happened.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    for (District district : districts) {
      FutureTask<Integer> count = new FutureTask<>(district::count);
      helpers.execute(() -> {
        count.run();
        reports.add(report(district, count));
      });
    }
    for (int announced = 0; announced < districts.size(); announced++) {
      radio.accept(reports.take());
    }
  }

  private static Report report(District district, FutureTask<Integer> done) {
    try {
      return new Report.Counted(district, done.get());
    } catch (ExecutionException | InterruptedException e) {
      return new Report.Failed(district, e);
    }
  }
}
