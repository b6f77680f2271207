package workbook.explorer.runtime;

import java.util.Collection;
import java.util.Map;

/**
 * Collections and other objects of the JDK whose inside is not rewritten: each one is a single
 * location.
 */
final class Contents {
  static void call(Execution x, Object o, boolean write, Site site) {
    String type = o.getClass().getName();
    if (type.startsWith("java.util.Collections$Synchronized")
        || type.equals("java.util.Vector")
        || type.equals("java.util.Stack")
        || type.equals("java.util.Hashtable")
        || type.equals("java.lang.StringBuffer")) {
      x.atomically(o, site);
    } else if ((type.startsWith("java.util.") && !type.startsWith("java.util.concurrent."))
        || type.equals("java.lang.StringBuilder")) {
      if (!type.startsWith("java.util.ImmutableCollections")) {
        x.contents(o, write, site);
      }
    }
  }

  /** Whether it is of a kind that code changes: a collection of the JDK, an array, a lock. */
  static boolean canChange(Object o) {
    String type = o.getClass().getName();
    return o.getClass().isArray()
        || type.startsWith("workbook.explorer.model.")
        || ((o instanceof Collection<?> || o instanceof Map<?, ?> || o instanceof StringBuilder)
            && !type.startsWith("java.util.ImmutableCollections")
            && !type.startsWith("java.util.Collections$"));
  }

  private Contents() {}
}
