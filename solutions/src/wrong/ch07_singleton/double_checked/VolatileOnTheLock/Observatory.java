// Rejected for: unsafe-publication
// The word is there and stands at the wrong field: the lock is volatile, the map is not. It comes
// from learning the word and not what it orders.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private volatile Object lock = new Object();
  private final Supplier<StarMap> survey;
  private StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    if (map == null) {
      synchronized (lock) {
        if (map == null) {
          map = survey.get();
        }
      }
    }
    return map;
  }
}
