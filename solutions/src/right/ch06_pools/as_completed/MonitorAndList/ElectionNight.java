// Right because: a deque guarded by a monitor is queue enough; whoever adds a report tells the
// announcer, who looks again after each waking and speaks outside the monitor.
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
      notify(); // one announcer waits at most
    }

    synchronized Report next() throws InterruptedException {
      while (reports.isEmpty()) {
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
