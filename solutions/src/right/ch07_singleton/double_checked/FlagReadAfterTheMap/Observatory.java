// Right because: whoever has read the flag as true comes after everything that was done before it
// was set. The map was read earlier, but a map that is not null can only be the one.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private StarMap map;
  private volatile boolean made;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap m = map;
    if (m != null && made) {
      return m;
    }
    synchronized (this) {
      if (!made) {
        map = survey.get();
        made = true;
      }
      return map;
    }
  }
}
