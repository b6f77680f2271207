// Rejected for: unsafe-publication
// A volatile reference to an array: the reference is volatile, its elements never are.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private volatile StarMap[] slot = new StarMap[1];

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    if (slot[0] == null) {
      synchronized (this) {
        if (slot[0] == null) {
          slot[0] = survey.get();
        }
      }
    }
    return slot[0];
  }
}
