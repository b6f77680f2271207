// Rejected for: second-instance
// Compare-and-set lets one map win, so that all get the same; but each early visitor has made a
// survey for it. Throwing away what was made at leisure is fine for a cheap thing.
package workbook.ch07_singleton.double_checked;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private final AtomicReference<StarMap> map = new AtomicReference<>();

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = map.get();
    if (found != null) {
      return found;
    }
    StarMap made = survey.get();
    return map.compareAndSet(null, made) ? made : map.get();
  }
}
