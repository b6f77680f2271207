package workbook.grader.verdict;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import workbook.grader.cause.Misconception;

/**
 * One thing that was looked at, and what came of it.
 *
 * @param gate where it was looked at
 * @param name what must hold, in a learner's words
 * @param status what came of it
 * @param cause the misconception to blame; null unless failed
 * @param message what happened, in a sentence; when passed, on what grounds, or empty
 * @param place the learner's line that did it; null where none is known
 * @param evidence what proves it (a schedule, a lock cycle, a table of outcomes), over several
 *     lines of at most 100 columns; empty where there is none
 * @param schedule the evidence as data, where it is a schedule; null otherwise
 * @param hangs whether it failed because something was seen that never comes to an end
 */
public record Check(
    Gate gate,
    String name,
    Status status,
    @Nullable Misconception cause,
    String message,
    @Nullable Place place,
    String evidence,
    @Nullable Schedule schedule,
    boolean hangs) {

  /** What came of a check. */
  public enum Status {
    PASSED,
    FAILED,
    /** An earlier gate failed, or the exercise has nothing for this one. */
    SKIPPED,
    /** The detector did not work, so nothing is known. */
    INCONCLUSIVE;

    /** Returns the name used in reports. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Check {
    if ((status == Status.FAILED) != (cause != null)) {
      throw new IllegalArgumentException("a check has a cause exactly when it failed: " + name);
    }
  }

  /** Returns a check that holds. */
  public static Check passed(Gate gate, String name) {
    return passed(gate, name, "");
  }

  /** Returns a check that holds, with what makes it believable. */
  public static Check passed(Gate gate, String name, String grounds) {
    return new Check(gate, name, Status.PASSED, null, grounds, null, "", null, false);
  }

  /** Returns a check that was not made, with the reason. */
  public static Check skipped(Gate gate, String name, String why) {
    return new Check(gate, name, Status.SKIPPED, null, why, null, "", null, false);
  }

  /** Returns a check whose detector could not tell, with the reason. */
  public static Check inconclusive(Gate gate, String name, String why) {
    return new Check(gate, name, Status.INCONCLUSIVE, null, why, null, "", null, false);
  }

  /** Returns a check that does not hold. */
  public static Check failed(
      Gate gate,
      String name,
      Misconception cause,
      String message,
      @Nullable Place place,
      String evidence) {
    return new Check(gate, name, Status.FAILED, cause, message, place, evidence, null, false);
  }

  /** Returns this check with the schedule that proves it. */
  public Check provedBy(Schedule proof) {
    return new Check(gate, name, status, cause, message, place, evidence, proof, hangs);
  }

  /** Returns this check as one that failed since something never comes to an end. */
  public Check hanging() {
    return new Check(gate, name, status, cause, message, place, evidence, schedule, true);
  }

  /** Returns the blamed misconception, present exactly when the check failed. */
  public Optional<Misconception> blamed() {
    return Optional.ofNullable(cause);
  }

  /** Returns whether the check failed. */
  public boolean hasFailed() {
    return status == Status.FAILED;
  }
}
