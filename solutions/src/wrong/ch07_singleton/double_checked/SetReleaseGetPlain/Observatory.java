// Rejected for: unsafe-publication
// A releasing write is half of a handshake. The first check reads the field plainly and so acquires
// nothing: the visitor may hold the map before the stars are in it.
package workbook.ch07_singleton.double_checked;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Supplier;

public final class Observatory {
  private static final VarHandle MAP;

  static {
    try {
      MAP = MethodHandles.lookup().findVarHandle(Observatory.class, "map", StarMap.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Supplier<StarMap> survey;
  private StarMap map;

  public Observatory(Supplier<StarMap> survey) {
    this.survey = survey;
  }

  public StarMap map() {
    StarMap found = map;
    if (found == null) {
      synchronized (this) {
        found = map;
        if (found == null) {
          found = survey.get();
          MAP.setRelease(this, found);
        }
      }
    }
    return found;
  }
}
