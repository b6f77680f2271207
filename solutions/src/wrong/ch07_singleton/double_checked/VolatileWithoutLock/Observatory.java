// Rejected for: second-instance
// Volatile, and no lock: everybody sees the map at once, and two visitors see at once that there
// is none. Visibility is taken for exclusion.
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
      map = survey.get();
    }
    return map;
  }
}
