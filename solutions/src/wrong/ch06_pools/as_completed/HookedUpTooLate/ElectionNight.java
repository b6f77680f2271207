// Rejected for: wrong-order
// Hands all districts in and then tells each future what to do when it is done. Those that are done
// by then do it at once, in the order of the register.
package workbook.ch06_pools.as_completed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    BlockingQueue<Report> reports = new LinkedBlockingQueue<>();
    List<CompletableFuture<Report>> counts = new ArrayList<>();
    for (District district : districts) {
      counts.add(CompletableFuture.supplyAsync(() -> count(district), helpers));
    }
    for (CompletableFuture<Report> count : counts) {
      count.thenAccept(reports::add);
    }
    for (int announced = 0; announced < districts.size(); announced++) {
      radio.accept(reports.take());
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
