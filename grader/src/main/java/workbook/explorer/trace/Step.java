package workbook.explorer.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that one thread did, in the order in which it happened.
 *
 * @param number counted from 1
 * @param thread its name
 * @param kind what sort of thing
 * @param at the line of the code under test
 * @param what a few words for people
 * @param object the lock, field or other object that it was done to, or null
 * @param value the value read or written, or null where there is none
 * @param held the locks that the thread held, in the order of their taking
 */
public record Step(
    int number,
    String thread,
    Kind kind,
    Place at,
    String what,
    @Nullable String object,
    @Nullable String value,
    List<String> held) {

  /** What sorts of steps there are. */
  public enum Kind {
    START,
    END,
    JOIN,
    READ,
    WRITE,
    UPDATE,
    LOCK,
    TRY_LOCK,
    UNLOCK,
    BLOCKED,
    WAIT,
    WAKE,
    TIME_OUT,
    SPURIOUS,
    NOTIFY,
    INTERRUPT,
    SLEEP,
    YIELD,
    INITIALISE,
    SPIN,
    EXCEPTION,
    OTHER
  }

  @Override
  public String toString() {
    return "%3d %-8s %-22s %s".formatted(number, thread, at, what);
  }
}
