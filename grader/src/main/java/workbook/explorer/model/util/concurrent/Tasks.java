package workbook.explorer.model.util.concurrent;

import workbook.explorer.runtime.Sim;

/** What the models of executors and futures share. */
final class Tasks {
  private static final String MODELS = "workbook.explorer.model.";

  /** What {@link Object#toString} would say, without an address in memory. */
  static String name(Object o) {
    String type = o.getClass().getName();
    int lambda = type.indexOf("$$Lambda");
    if (lambda >= 0) {
      type = type.substring(0, lambda) + "$$Lambda";
    }
    if (type.startsWith(MODELS)) {
      type = "java." + type.substring(MODELS.length());
    }
    return type + "@" + Integer.toHexString(Sim.identity(o));
  }

  private Tasks() {}
}
