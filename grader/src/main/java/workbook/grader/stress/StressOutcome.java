package workbook.grader.stress;

import java.util.List;

/** What came of running the stress tests of one exercise. */
public sealed interface StressOutcome {

  /** Every test ran and showed nothing forbidden, which is no proof that there is nothing. */
  record Held(List<TestTable> tests) implements StressOutcome {}

  /**
   * A result that the test forbids, or does not list, was seen.
   *
   * @param table what the test showed until then
   * @param seen the forbidden result; the most frequent if there are several
   * @param dump what the threads did; empty but for an actor that never ended although its test
   *     expects it to ({@code STALE})
   * @param learnerFrames the learner's frames in the dump
   */
  record Forbidden(TestTable table, OutcomeRow seen, ThreadDump dump, List<Frame> learnerFrames)
      implements StressOutcome {}

  /**
   * An actor did not come to an end.
   *
   * @param test the test's class
   * @param description the test's description, empty if none
   * @param message what was waited for
   * @param dump what the threads did; empty where the JVM did not answer any more
   * @param learnerFrames the learner's frames in the deadlock's cycle or, without one, in all
   *     stacks; the innermost of each thread first
   * @param output what the code printed
   */
  record Hung(
      String test,
      String description,
      String message,
      ThreadDump dump,
      List<Frame> learnerFrames,
      String output)
      implements StressOutcome {}

  /**
   * The answer threw an exception.
   *
   * @param test the test's class
   * @param description the test's description, empty if none
   * @param thrown the exception
   * @param learnerFrames the learner's frames of it and its causes, innermost first
   * @param output what the code printed
   */
  record Threw(
      String test, String description, Thrown thrown, List<Frame> learnerFrames, String output)
      implements StressOutcome {}

  /**
   * The tests do not fit the answer: a class, method or field that they use is not there or is of
   * another kind.
   */
  record Mismatch(String test, Thrown thrown) implements StressOutcome {}

  /**
   * The JVM came to a sudden end.
   *
   * @param test the test that ran, empty if none
   * @param message what is known of the reason
   * @param learnerFrames the learner's frames that asked for it, if any
   * @param output the end of what was printed
   */
  record Crashed(String test, String message, List<Frame> learnerFrames, String output)
      implements StressOutcome {}

  /** The tests could not be run, which is never the answer's fault. */
  record NotRun(String reason) implements StressOutcome {}
}
