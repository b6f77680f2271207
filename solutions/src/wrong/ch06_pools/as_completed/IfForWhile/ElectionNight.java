// Rejected for: if-for-while
// Whoever is woken has a report, it thinks. A wake-up may have no reason at all.
package workbook.ch06_pools.as_completed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

public final class ElectionNight {
  private static final class Desk {
    private final Deque<Report> reports = new ArrayDeque<>(); // guarded by this

    synchronized void lay(Report report) {
      reports.addLast(report);
      notifyAll();
    }

    synchronized Report next() throws InterruptedException {
      if (reports.isEmpty()) {
        wait();
      }
      return reports.removeFirst();
    }
  }

  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    Desk desk = new Desk();
    districts.forEach(district -> helpers.execute(() -> desk.lay(count(district))));
    for (int left = districts.size(); left > 0; left--) {
      radio.accept(desk.next());
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
