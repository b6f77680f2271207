// Rejected for: second-instance
// Each call locks an object of its own, which nobody else can ever hold.
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
      Object lock = new Object();
      synchronized (lock) {
        if (map == null) {
          map = survey.get();
        }
      }
    }
    return map;
  }
}
