package workbook.explorer;

import java.util.ArrayList;
import java.util.List;

/** Keeps what code tells, under the explorer and on the real JVM alike; not rewritten. */
public final class Sink {
  private static final List<String> TOLD = new ArrayList<>();

  /** Notes a value. */
  public static synchronized void observe(Object value) {
    TOLD.add(String.valueOf(value));
    Actors.observe(value);
  }

  /** Returns what was noted since it was last asked. */
  public static synchronized String take() {
    String all = String.join(",", TOLD);
    TOLD.clear();
    return all;
  }

  private Sink() {}
}
