package workbook.grader.grading;

import java.util.ArrayList;
import java.util.List;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;
import workbook.grader.worker.Job;
import workbook.grader.worker.Workers;

/**
 * Proves each detector on a probe of which the verdict is known, before it is believed of others.
 *
 * <p>A detector that misses its probe makes its gate inconclusive: what it does not say is then no
 * news, and nobody passes by it.
 */
final class Canaries {
  private static final String PROBES = "workbook.grader.grading.probe";

  private Canaries() {}

  static List<Check> probe(Workers workers, StressStep stress) {
    List<Check> canaries = new ArrayList<>();
    canaries.add(
        inWorker(
            workers,
            Job.Kind.BEHAVIOUR,
            Gate.BEHAVIOUR,
            "a test that must fail fails, and one that must pass passes",
            "BehaviourProbe"));
    canaries.add(
        inWorker(
            workers,
            Job.Kind.SCHEDULES,
            Gate.SCHEDULES,
            "a race, a deadlock and a lost signal are found, and none where there is none",
            "SchedulesProbe"));
    canaries.add(stress.probe());
    return canaries;
  }

  /** A probe's checks are named after what must come of them: "passes ..." or "fails ...". */
  private static Check inWorker(
      Workers workers, Job.Kind kind, Gate gate, String name, String probe) {
    var job = new Job(kind, PROBES, List.of(), List.of(PROBES + "." + probe), List.of(), 1, "");
    List<Check> checks = workers.perform(job, _ -> {});
    boolean fails = false;
    boolean passes = false;
    for (Check check : checks) {
      Check.Status wanted =
          check.name().startsWith("fails") ? Check.Status.FAILED : Check.Status.PASSED;
      if (check.status() != wanted) {
        return Check.inconclusive(
            gate, name, "the probe '" + check.name() + "' " + check.status().id() + " instead");
      }
      fails |= wanted == Check.Status.FAILED;
      passes |= wanted == Check.Status.PASSED;
    }
    return fails && passes
        ? Check.passed(gate, name)
        : Check.inconclusive(gate, name, "the probes did not all run");
  }
}
