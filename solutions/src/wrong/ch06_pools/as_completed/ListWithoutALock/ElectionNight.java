// Rejected for: unguarded-access
// The helpers add their reports to an ordinary list, each at any time, and two of them write to the
// same place.
package workbook.ch06_pools.as_completed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

public final class ElectionNight {
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    List<Report> reports = new ArrayList<>();
    Semaphore there = new Semaphore(0);
    for (District district : districts) {
      helpers.execute(() -> {
        reports.add(count(district));
        there.release();
      });
    }
    for (int i = 0; i < districts.size(); i++) {
      there.acquire();
      radio.accept(reports.get(i));
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
