// Right because: each future is told what to do when it is done, before it can be; that is done in
// the thread that completes it.
package workbook.ch06_pools.as_completed;

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
    for (District district : districts) {
      CompletableFuture<Report> report = new CompletableFuture<>();
      report.thenAccept(reports::add);
      helpers.submit(() -> report.complete(count(district)));
    }
    for (District ignored : districts) {
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
