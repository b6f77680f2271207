// Rejected for: over-synchronised
// Check, lock, check, where the first check takes a lock as well, "for a moment only". It keeps
// the map whole, and the queue stands before another door.
package workbook.ch07_singleton.double_checked;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

public final class Observatory {
  private final ReentrantLock nights = new ReentrantLock();
  private final Supplier<StarMap> survey;
  private StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = known();
    if (found != null) {
      return found;
    }
    nights.lock();
    try {
      found = known();
      if (found == null) {
        found = survey.get();
        publish(found);
      }
      return found;
    } finally {
      nights.unlock();
    }
  }

  private synchronized StarMap known() {
    return map;
  }

  private synchronized void publish(StarMap made) {
    map = made;
  }
}
