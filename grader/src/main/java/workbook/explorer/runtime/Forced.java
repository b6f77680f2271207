package workbook.explorer.runtime;

import java.util.List;
import workbook.explorer.trace.Place;
import workbook.explorer.trace.Step;

/**
 * One step as it must be known to make it happen again on real threads; unlike {@link Step} also
 * for what one thread has to itself.
 *
 * @param thread its name
 * @param label what it accesses, as {@code reads Counter.value}
 * @param target what sort of thing it is done to
 * @param woken whom a signal wakes, by name
 * @param older whether it is a read of an older write than the last
 */
public record Forced(
    String thread,
    Step.Kind kind,
    Place at,
    String label,
    Target target,
    List<String> woken,
    boolean older) {
  /** What sorts of things steps are done to. */
  public enum Target {
    /** A field, an array's element or the contents of a collection. */
    LOCATION,
    MONITOR,
    /** An object of {@code java.util.concurrent}, a thread, or nothing. */
    OTHER
  }
}
