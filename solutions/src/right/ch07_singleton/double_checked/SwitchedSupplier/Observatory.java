// Right because: the field holds not the map but how to get it: first by a survey under the lock,
// then at once.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private volatile Supplier<StarMap> how;
  private boolean surveyed; // guarded by this

  public Observatory(Supplier<StarMap> survey) {
    this.how = () -> first(survey);
  }

  public StarMap map() {
    return how.get();
  }

  private synchronized StarMap first(Supplier<StarMap> survey) {
    if (!surveyed) {
      StarMap made = survey.get();
      how = () -> made;
      surveyed = true;
    }
    return how.get();
  }
}
