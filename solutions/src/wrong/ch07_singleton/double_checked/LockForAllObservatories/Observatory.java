// Rejected for: over-synchronised
// Locks the class, as one does for what exists once in a program. Here every observatory has its
// own map, and one that surveys keeps all others from it.
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
