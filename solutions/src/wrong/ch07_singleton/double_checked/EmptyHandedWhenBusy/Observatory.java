// Rejected for: unsafe-publication
// Who cannot get the lock need not wait, the map is being made anyway; so it takes what there is,
// and
// there is nothing yet.
package workbook.ch07_singleton.double_checked;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

public final class Observatory {
  private final Lock lock = new ReentrantLock();
  private final Supplier<StarMap> survey;
  private volatile StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    if (map == null && lock.tryLock()) {
      try {
        if (map == null) {
          map = survey.get();
        }
      } finally {
        lock.unlock();
      }
    }
    return map;
  }
}
