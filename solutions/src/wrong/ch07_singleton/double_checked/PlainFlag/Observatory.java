// Rejected for: unsafe-publication
// The map is volatile and the flag that is looked at is not, and it is set first in program order
// by the compiler's leave: the flag can be seen before the map. The word went to the "big" field.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private boolean surveyed;
  private StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    if (!surveyed) {
      synchronized (this) {
        if (!surveyed) {
          map = survey.get();
          surveyed = true;
        }
      }
    }
    return map;
  }
}
