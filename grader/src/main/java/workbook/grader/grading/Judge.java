package workbook.grader.grading;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Verdict;

/** Reaches a verdict from what the checks say: the first that failed decides. */
final class Judge {
  /**
   * Causes that show as something which never comes to an end, where a check cannot say so itself:
   * a test that waits with a time-out fails like any other.
   */
  private static final Set<Misconception> HANGING =
      EnumSet.of(
          Misconception.DEADLOCK,
          Misconception.SELF_DEADLOCK,
          Misconception.LOCK_ORDER_INVERSION,
          Misconception.LIVELOCK,
          Misconception.STARVATION,
          Misconception.LOST_SIGNAL,
          Misconception.NOTIFY_FOR_NOTIFY_ALL,
          Misconception.ENDLESS_LOOP,
          Misconception.MISSING_SENTINEL);

  /** Causes that are no mistake in the code but code that has no business there. */
  private static final Set<Misconception> OUT_OF_BOUNDS =
      EnumSet.of(
          Misconception.FORBIDDEN_SHORTCUT,
          Misconception.OUTSIDE_THE_EXERCISE,
          Misconception.EXITS_THE_PROGRAM);

  private Judge() {}

  static Verdict verdict(List<Check> checks) {
    Optional<Check> failed = checks.stream().filter(Check::hasFailed).findFirst();
    if (failed.isPresent()) {
      Check check = failed.get();
      Misconception cause = check.blamed().orElseThrow();
      if (OUT_OF_BOUNDS.contains(cause) && check.gate().compareTo(Gate.RULES) <= 0) {
        return new Verdict.Forbidden(check);
      }
      if (check.gate() == Gate.COMPILE) {
        return new Verdict.DoesNotCompile(check);
      }
      return hangs(check, cause) ? new Verdict.Hangs(check) : new Verdict.Wrong(check);
    }
    // Where every schedule was explored, stress is a second opinion: its silence takes nothing
    // away.
    boolean explored =
        checks.stream()
            .anyMatch(c -> c.gate() == Gate.SCHEDULES && c.status() == Check.Status.PASSED);
    return checks.stream()
        .filter(c -> c.status() == Check.Status.INCONCLUSIVE)
        .filter(c -> !(explored && c.gate() == Gate.STRESS))
        .findFirst()
        .<Verdict>map(Verdict.Inconclusive::new)
        .orElseGet(() -> anythingRan(checks) ? new Verdict.Passed() : nothingRan());
  }

  /** The explorer has seen how it ends; elsewhere the cause has to tell. */
  private static boolean hangs(Check check, Misconception cause) {
    return check.hangs() || (check.gate() != Gate.SCHEDULES && HANGING.contains(cause));
  }

  /** To have found no fault is worth something only where something was looked at while it ran. */
  private static boolean anythingRan(List<Check> checks) {
    return checks.stream()
        .anyMatch(
            c -> c.status() == Check.Status.PASSED && c.gate().compareTo(Gate.BEHAVIOUR) >= 0);
  }

  private static Verdict nothingRan() {
    return new Verdict.Inconclusive(
        Check.inconclusive(
            Gate.BEHAVIOUR, "tests", "this exercise has no test that has run on the answer"));
  }
}
