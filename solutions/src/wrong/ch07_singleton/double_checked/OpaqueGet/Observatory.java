// Rejected for: unsafe-publication
// "Opaque" sounds like a cheaper volatile. It promises that the reference arrives some day, and
// nothing about what was written before it: the visitor may hold the map before the stars are in
// it.
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
    StarMap m = map.getOpaque();
    if (m == null)
      synchronized (this) {
        m = map.get();
        if (m == null) {
          m = survey.get();
          map.set(m);
        }
      }
    return m;
  }
}
