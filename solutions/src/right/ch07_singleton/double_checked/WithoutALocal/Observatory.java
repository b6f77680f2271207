// Right because: the plain shape with a volatile field, read up to three times: slower by a
// little, and right.
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
      synchronized (this) {
        if (map == null) {
          map = survey.get();
        }
      }
    }
    return map;
  }
}
