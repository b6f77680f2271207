// Rejected for: second-instance
// updateAndGet looks like one step. Its function runs outside of it, and again when another thread
// was quicker: it must have no effect, and a survey has one.
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
    return found != null ? found : map.updateAndGet(known -> known != null ? known : survey.get());
  }
}
