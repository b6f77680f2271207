// Rejected for: wrong-order
// A virtual thread for each district waits for its future and then puts the report into the queue.
// Which watcher is the first to get there has little to do with whose district was done first.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    for (District district : districts) {
      Future<Integer> count = helpers.submit(district::count);
      Thread.startVirtualThread(() -> {
        try {
          reports.add(new Report.Counted(district, count.get()));
        } catch (ExecutionException e) {
          reports.add(new Report.Failed(district, e.getCause()));
        } catch (InterruptedException e) {
          reports.add(new Report.Failed(district, e));
        }
      });
    }
    for (int announced = 0; announced < districts.size(); announced++) {
      radio.accept(reports.take());
    }
  }
}
