package workbook.grader.selfcheck;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Catalog;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Layout;
import workbook.grader.catalog.Submission;
import workbook.grader.cause.Misconception;
import workbook.grader.grading.Grader;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;

/**
 * Grades every answer whose worth is known and compares.
 *
 * <p>A stub that passes, a right answer that fails, a wrong one that passes or is rejected for
 * another cause than its own: each is an error, as is an exercise that lacks a part.
 */
public final class SelfCheck {
  private final Layout layout;
  private final Grader grader;
  private final PrintStream out;
  private int passed;
  private int failed;

  private record Case(Submission submission, Expectation expectation) {
    String name() {
      return submission.exercise().key() + " " + submission.label();
    }
  }

  public SelfCheck(Layout layout, Grader grader, PrintStream out) {
    this.layout = layout;
    this.grader = grader;
    this.out = out;
  }

  /**
   * Runs the check over some exercises, prints a table and a closing line, and returns whether all
   * is well.
   *
   * @param repeats how often to grade everything; each round's verdicts must equal the first's
   */
  public boolean run(List<Exercise> exercises, int repeats) throws InterruptedException {
    List<Check> canaries = grader.canaries();
    for (Check canary : canaries) {
      count(canary.status() == Check.Status.PASSED, "canary", canary.gate().id(), canary.message());
    }
    Catalog catalog = Catalog.read(layout);
    for (String orphan : ContentCheck.orphans(layout, catalog)) {
      count(false, orphan, "belongs to no exercise", "");
    }
    for (String wrong : ContentCheck.outOfOrder(catalog)) {
      count(false, wrong, "no idea before it is taught", "see builds-on in its README.md");
    }
    for (String gone : GatesPage.vanished(layout)) {
      count(false, gone, "is still there", "measure --gates writes the page anew");
    }
    List<Case> cases = new ArrayList<>();
    for (Exercise exercise : exercises) {
      Submission stub = Submission.in(exercise.stubFolder(), exercise, "stub");
      List<String> complaints = ContentCheck.of(exercise, grader.fingerprint(stub));
      count(
          complaints.isEmpty(), exercise.key().toString(), "parts", String.join("; ", complaints));
      cases.add(new Case(stub, new Expectation.NotYetSolved()));
      cases.addAll(answers(exercise));
    }
    List<Submission> submissions = cases.stream().map(Case::submission).toList();
    List<ExerciseResult> first = grader.grade(submissions, canaries);
    for (int i = 0; i < cases.size(); i++) {
      tell(cases.get(i), first.get(i));
    }
    if (repeats > 1) {
      int differing = 0;
      for (int round = 2; round <= repeats; round++) {
        int now = compare(cases, first, grader.grade(submissions, canaries), round);
        differing += now;
        out.println("round " + round + " of " + repeats + ": " + now + " differ");
      }
      count(
          differing == 0,
          repeats + " rounds of " + cases.size() + " answers",
          "the same verdicts",
          differing + " differ from the first round's");
    }
    out.println();
    out.println(passed + " passed, " + failed + " failed");
    return failed == 0;
  }

  private int compare(
      List<Case> cases, List<ExerciseResult> first, List<ExerciseResult> again, int round) {
    int differing = 0;
    for (int i = 0; i < cases.size(); i++) {
      String then = essence(first.get(i)) + proof(first.get(i));
      String now = essence(again.get(i)) + proof(again.get(i));
      if (!then.equals(now)) {
        differing++;
        out.println(
            "round " + round + ", " + cases.get(i).name() + ": first " + then + ", now " + now);
      }
    }
    return differing;
  }

  private List<Case> answers(Exercise exercise) {
    List<Case> cases = new ArrayList<>();
    cases.add(
        new Case(
            Submission.in(exercise.solutionFolder(), exercise, "solution"),
            new Expectation.Passes()));
    for (Path right : exercise.rightVariants()) {
      cases.add(
          new Case(
              Submission.variant(right, exercise, "right/" + right.getFileName()),
              new Expectation.Passes()));
    }
    for (Path wrong : exercise.wrongVariants()) {
      String label = "wrong/" + wrong.getFileName();
      try {
        cases.add(
            new Case(Submission.variant(wrong, exercise, label), Expectation.statedIn(wrong)));
      } catch (BadContentException e) {
        count(false, exercise.key() + " " + label, "first line", String.valueOf(e.getMessage()));
      }
    }
    return cases;
  }

  private void tell(Case one, ExerciseResult result) {
    boolean met = one.expectation.isMetBy(result.verdict());
    String said = essence(result);
    String why =
        met
            ? ""
            : result
                .verdict()
                .decidedBy()
                .map(c -> ": " + c.name() + ": " + c.message() + "\n" + c.evidence().indent(6))
                .orElse("");
    count(
        met,
        one.name(),
        one.expectation.shown(),
        String.format(Locale.ROOT, "%5d ms  %s%s", result.took().toMillis(), said, why));
  }

  /** What must be the same in every round: all but the time it took. */
  private static String essence(ExerciseResult result) {
    return result.verdict().id()
        + result
            .verdict()
            .decidedBy()
            .map(c -> ", " + c.blamed().map(Misconception::id).orElse("") + " by " + c.gate().id())
            .orElse("");
  }

  /** What the explorer showed, which must be the same to the letter. */
  private static String proof(ExerciseResult result) {
    return result.checks().stream()
        .filter(c -> c.gate() == Gate.SCHEDULES)
        .map(c -> "\n" + c.name() + ": " + c.message() + "\n" + c.evidence())
        .collect(Collectors.joining());
  }

  private void count(boolean holds, String what, String expected, String found) {
    if (holds) {
      passed++;
    } else {
      failed++;
    }
    out.printf(
        Locale.ROOT, "%-4s  %-58s  %-24s  %s%n", holds ? "ok" : "FAIL", what, expected, found);
  }
}
