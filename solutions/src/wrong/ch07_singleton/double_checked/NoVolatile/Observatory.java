// Rejected for: unsafe-publication
// Check, lock, check, and a plain field: who comes by the short way reads it with nothing that
// orders the read after the maker's writes. It is how it stood in books for years, and no PC ever
// shows it.
package workbook.ch07_singleton.double_checked;

import java.util.function.Supplier;

public final class Observatory {
  private final Supplier<StarMap> survey;
  private StarMap map;

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
