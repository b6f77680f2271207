package workbook.explorer.runtime;

import java.util.Collection;
import java.util.Hashtable;
import java.util.Map;
import java.util.Vector;
import org.jspecify.annotations.Nullable;

/**
 * Collections and other objects of the JDK whose inside is not rewritten: each one is a single
 * location, which its views, wrappers and iterators share; the elements of a list that are replaced
 * in their places are locations of their own, as those of an array are.
 */
final class Contents {
  /**
   * Whose contents something shows.
   *
   * @param of the collection
   * @param lock what a call on it holds as a monitor; null for nothing
   */
  record Origin(Object of, @Nullable Object lock) {}

  static void call(Execution x, Object o, ContentsUse use, Site site) {
    if (!isOfTheLibrary(o)) {
      return;
    }
    Origin origin = origin(x, o);
    Object lock = origin.lock;
    if (lock == null || (use == ContentsUse.WALK && !locksWhileWalking(origin.of))) {
      x.contents(origin.of, use, site);
    } else {
      x.atomically(lock, origin.of, use == ContentsUse.WRITE, site);
    }
  }

  /** A call that reads or replaces the element of a list in one place. */
  static void element(Execution x, Object o, int index, ContentsUse use, Site site) {
    Origin origin = origin(x, o);
    if (isOfTheLibrary(o) && origin.lock == null && index >= 0 && keepsPlaces(o, origin.of)) {
      x.element(origin.of, index, use, site);
    } else {
      call(x, o, use, site);
    }
  }

  /** Whether what is in one place of a list, or of its wrapper, is in the same place of another. */
  @SuppressWarnings("ReferenceEquality") // it is about the very same object
  private static boolean keepsPlaces(Object o, Object of) {
    return o == of || o.getClass().getName().startsWith("java.util.Collections$");
  }

  static void walk(Execution x, Object iterator, ContentsUse use, Site site) {
    Origin origin = x.origins.get(iterator);
    if (origin == null) {
      return; // made out of our sight, or nobody's
    }
    Object lock = origin.lock;
    if (lock != null && locksWhileWalking(origin.of)) {
      x.atomically(lock, origin.of, use == ContentsUse.WRITE, site);
    } else {
      x.contents(origin.of, use, site);
    }
  }

  @SuppressWarnings("ReferenceEquality") // it is about the very same object
  static void derived(Execution x, Object view, Object of) {
    if (view != of && isOfTheLibrary(of)) {
      Origin origin = origin(x, of);
      boolean locks = origin.lock == null && isSynchronised(view);
      x.origins.put(view, locks ? new Origin(origin.of, view) : origin);
    }
  }

  private static Origin origin(Execution x, Object o) {
    Origin known = x.origins.get(o);
    return known != null ? known : new Origin(o, isSynchronised(o) ? o : null);
  }

  /** Whether it has contents, and no model. */
  private static boolean isOfTheLibrary(Object o) {
    String type = o.getClass().getName();
    return (type.startsWith("java.util.")
            && !type.startsWith("java.util.concurrent.")
            && !type.startsWith("java.util.ImmutableCollections"))
        || type.equals("java.lang.StringBuilder")
        || type.equals("java.lang.StringBuffer");
  }

  private static boolean isSynchronised(Object o) {
    return o instanceof Vector<?>
        || o instanceof Hashtable<?, ?>
        || o instanceof StringBuffer
        || o.getClass().getName().startsWith("java.util.Collections$Synchronized");
  }

  /** Whether each step of an iterator takes the lock of what it walks over. */
  private static boolean locksWhileWalking(Object of) {
    return of instanceof Vector<?>;
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
