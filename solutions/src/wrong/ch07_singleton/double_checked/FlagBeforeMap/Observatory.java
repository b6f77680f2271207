// Rejected for: unsafe-publication
// A volatile flag tells that there is a map, and is set before there is one: the survey runs when
// the door is open already. Written first, a flag publishes nothing.
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
          surveyed = true;
          try {
            map = survey.get();
          } catch (RuntimeException | Error failed) {
            surveyed = false;
            throw failed;
          }
        }
      }
    }
    return map;
  }
}
