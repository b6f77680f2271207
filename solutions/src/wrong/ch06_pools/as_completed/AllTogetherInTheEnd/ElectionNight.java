// Rejected for: over-synchronised
// invokeAll waits until the last district is done. The listeners hear nothing until midnight, and
// then everything.
package workbook.ch06_pools.as_completed;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    List<Callable<Report>> counts =
        districts.stream().<Callable<Report>>map(district -> () -> count(district)).toList();
    for (Future<Report> done : helpers.invokeAll(counts)) {
      try {
        radio.accept(done.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
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
