// Rejected for: over-synchronised
// The survey is at hand, so why make a lock? Because it is not the observatory's own: two that were
// given the same one wait for each other.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private volatile StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = map;
    if (found == null) {
      synchronized (survey) {
        found = map;
        if (found == null) {
          found = survey.get();
          map = found;
        }
      }
    }
    return found;
  }
}
