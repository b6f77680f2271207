// Rejected for: second-instance
// A cache that gives way when memory is short: the garbage collector takes the map as soon as
// nobody
// looks at it, and the next visitor gets another.
package workbook.ch07_singleton.double_checked;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;

public final class Observatory {
  private final Object lock = new Object();
  private final Supplier<StarMap> survey;
  private volatile WeakReference<StarMap> map = new WeakReference<>(null);

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = map.get();
    if (found != null) {
      return found;
    }
    synchronized (lock) {
      found = map.get();
      if (found == null) {
        found = survey.get();
        map = new WeakReference<>(found);
      }
      return found;
    }
  }
}
