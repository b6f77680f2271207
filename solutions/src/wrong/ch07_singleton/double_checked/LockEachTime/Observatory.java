// Rejected for: over-synchronised
// The whole method under one lock: right, and every visitor queues for ever. It is where one
// begins, and where this exercise begins, too.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public synchronized StarMap map() {
    if (map == null) {
      map = survey.get();
    }
    return map;
  }
}
