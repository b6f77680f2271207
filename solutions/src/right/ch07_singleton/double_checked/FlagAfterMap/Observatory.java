// Right because: the volatile flag is written after the plain map and read before it, and so
// carries it along.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private volatile boolean surveyed;
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
