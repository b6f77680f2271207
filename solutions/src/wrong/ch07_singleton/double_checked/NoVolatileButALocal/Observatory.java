// Rejected for: unsafe-publication
// The same with a local variable, which makes it faster and, by a common belief, safe: the
// reference is read once, so it cannot be null again. What it points to can still be blank.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = map;
    if (found == null) {
      synchronized (this) {
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
