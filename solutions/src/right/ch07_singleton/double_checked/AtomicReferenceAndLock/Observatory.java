// Right because: an atomic reference is a volatile field in a box; the lock sees to it that one
// survey is made.
package workbook.ch07_singleton.double_checked;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

public final class Observatory {
  private final ReentrantLock lock = new ReentrantLock();
  private final Supplier<StarMap> survey;
  private final AtomicReference<StarMap> map = new AtomicReference<>();

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    if (map.get() == null) {
      lock.lock();
      try {
        if (map.get() == null) {
          map.set(survey.get());
        }
      } finally {
        lock.unlock();
      }
    }
    return map.get();
  }
}
