// Rejected for: uncaught-exception
// Locks the field that is still null. "Lock what you guard" holds for the guard, not for the
// guarded.
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
      synchronized (map) {
        if (map == null) {
          map = survey.get();
        }
      }
    }
    return map;
  }
}
