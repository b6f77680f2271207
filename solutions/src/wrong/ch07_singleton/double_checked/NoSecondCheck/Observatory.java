// Rejected for: second-instance
// Check, lock, make: who waited for the lock has looked before, and makes a second survey. One
// check too few, because the lock seems to have taken care of it.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private volatile StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    if (map == null) {
      synchronized (this) {
        map = survey.get();
      }
    }
    return map;
  }
}
