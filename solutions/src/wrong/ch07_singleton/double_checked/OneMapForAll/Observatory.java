// Rejected for: wrong-result
// A static field, as in the textbook's singleton: the first observatory's map becomes everybody's.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private static volatile StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = map;
    if (found == null) {
      synchronized (Observatory.class) {
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
