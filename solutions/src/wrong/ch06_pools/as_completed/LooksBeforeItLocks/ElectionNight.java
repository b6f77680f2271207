// Rejected for: lost-signal
// Looks at the desk, finds it empty, and then takes the lock to wait. What is laid down between the
// two has given its signal already.
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

    Report next() throws InterruptedException {
      while (isEmpty()) {
        synchronized (this) {
          wait();
        }
      }
      synchronized (this) {
        return reports.removeFirst();
      }
    }

    private synchronized boolean isEmpty() {
      return reports.isEmpty();
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
