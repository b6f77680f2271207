// Rejected for: sleep-for-signal
// Asks all districts in turn whether they are done, and sleeps a little in between: late with each
// report, and in the order of the register among those that have come in meanwhile.
package workbook.ch06_pools.as_completed;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    List<Future<Report>> open = new ArrayList<>();
    for (District district : districts) {
      open.add(helpers.submit(() -> count(district)));
    }
    while (!open.isEmpty()) {
      Iterator<Future<Report>> each = open.iterator();
      while (each.hasNext()) {
        Future<Report> count = each.next();
        if (count.isDone()) {
          each.remove();
          radio.accept(count.resultNow());
        }
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Thread.sleep(10);
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
