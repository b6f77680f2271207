package workbook.grader.worker;

import org.jspecify.annotations.Nullable;
import workbook.grader.verdict.Check;

/**
 * What a worker says.
 *
 * @param kind what sort of message it is
 * @param text the name of the test that begins, or why the worker gives up
 * @param check what came of a test; null in other messages
 * @param measure what was measured of a scenario; null in other messages
 */
record Message(Kind kind, String text, @Nullable Check check, @Nullable Measure measure) {
  enum Kind {
    /** The worker has begun with the job; what goes wrong before is not the job's fault. */
    TAKEN,
    /** A test begins. */
    BEGINS,
    /** A check was made. */
    CHECKED,
    /** A scenario was measured. */
    MEASURED,
    /** The job is done and the worker is as good as new. */
    DONE,
    /** The job is done, but threads are left or the worker gave up: it must be replaced. */
    SPENT
  }

  static Message taken() {
    return new Message(Kind.TAKEN, "", null, null);
  }

  static Message begins(String test) {
    return new Message(Kind.BEGINS, test, null, null);
  }

  static Message checked(Check check) {
    return new Message(Kind.CHECKED, "", check, null);
  }

  static Message measured(Measure measure) {
    return new Message(Kind.MEASURED, "", null, measure);
  }

  static Message done() {
    return new Message(Kind.DONE, "", null, null);
  }

  static Message spent(String why) {
    return new Message(Kind.SPENT, why, null, null);
  }
}
