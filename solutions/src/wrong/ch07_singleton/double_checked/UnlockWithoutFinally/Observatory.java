// Rejected for: lock-leak
// An explicit lock that is given back on the last line, which a failed survey never reaches: the
// next visitor waits for ever.
package workbook.ch07_singleton.double_checked;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

public final class Observatory {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<StarMap> survey;
  private volatile StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = map;
    if (found == null) {
      lock.lock();
      found = map;
      if (found == null) {
        found = survey.get();
        map = found;
      }
      lock.unlock();
    }
    return found;
  }
}
