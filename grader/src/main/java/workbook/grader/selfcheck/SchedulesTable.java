package workbook.grader.selfcheck;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Submission;
import workbook.grader.grading.Grader;
import workbook.grader.worker.Measure;

/**
 * Measures what it costs to explore each answer's scenarios, and whether the same comes of it each
 * time, to the byte.
 *
 * <p>The schedules gate alone is asked: an answer that the tests reject already is explored too.
 */
public final class SchedulesTable {
  private final Grader grader;
  private final PrintStream out;
  private final List<Long> wrongMillis = new ArrayList<>();
  private final List<Long> rightMillis = new ArrayList<>();
  private int explored;
  private int differing;
  private int falseAlarms;
  private long schedules;
  private long micros;

  public SchedulesTable(Grader grader, PrintStream out) {
    this.grader = grader;
    this.out = out;
  }

  /**
   * Prints a Markdown table with a line for each answer, and returns whether no exploration
   * differed from the first and no right answer was taken for a wrong one.
   *
   * @param repeats how often to explore each scenario
   */
  public boolean print(List<Exercise> exercises, int repeats) {
    line("| answer | found | scenario | schedules | first ms | median ms | same |");
    line("| --- | --- | --- | ---: | ---: | ---: | ---: |");
    for (Exercise exercise : exercises) {
      for (Path folder : exercise.wrongVariants()) {
        String label = "wrong/" + folder.getFileName();
        add(exercise, Submission.variant(folder, exercise, label), repeats, true);
      }
      add(exercise, Submission.in(exercise.solutionFolder(), exercise, "solution"), repeats, false);
      for (Path folder : exercise.rightVariants()) {
        String label = "right/" + folder.getFileName();
        add(exercise, Submission.variant(folder, exercise, label), repeats, false);
      }
    }
    line("");
    line(
        "%d scenarios explored %d times each; %d differed in any byte; %d false alarms."
            .formatted(explored, repeats, differing, falseAlarms));
    line(
        "Median of a failing scenario %s ms (slowest %s), of one that holds %s ms (slowest %s)."
            .formatted(
                median(wrongMillis),
                slowest(wrongMillis),
                median(rightMillis),
                slowest(rightMillis)));
    if (micros > 0) {
      line(schedules * 1_000_000 / micros + " schedules a second, warm.");
    }
    return differing == 0 && falseAlarms == 0;
  }

  private void add(Exercise exercise, Submission submission, int repeats, boolean wrong) {
    List<Measure> measures = grader.measureSchedules(submission, repeats);
    String name = "%s %s".formatted(exercise.key().id(), submission.label());
    if (measures.isEmpty()) {
      line("| %s | not explored | | | | | |".formatted(name));
    }
    for (Measure m : measures) {
      explored++;
      differing += m.same() == m.repeats() ? 0 : 1;
      falseAlarms += m.failed() && !wrong ? 1 : 0;
      schedules += m.schedules();
      micros += m.medianMicros();
      (m.failed() ? wrongMillis : rightMillis).add(m.medianMicros());
    }
    // One line an answer: for a wrong one the scenario that shows it, for a right one the longest.
    measures.stream()
        .max((a, b) ->
            a.failed() != b.failed()
                ? Boolean.compare(a.failed(), b.failed())
                : Integer.compare(a.schedules(), b.schedules()))
        .ifPresent(m -> line(row(name, m, measures)));
  }

  private static String row(String name, Measure m, List<Measure> all) {
    return "| %s | %s | %s | %d | %s | %s | %d/%d |"
        .formatted(
            name,
            m.failed() ? "fault" : m.exhaustive() ? "none in all" : "none",
            m.scenario(),
            m.schedules(),
            millis(m.firstMicros()),
            millis(m.medianMicros()),
            all.stream().mapToInt(Measure::same).min().orElse(0),
            m.repeats());
  }

  private static String median(List<Long> micros) {
    List<Long> sorted = micros.stream().sorted().toList();
    return sorted.isEmpty() ? "-" : millis(sorted.get(sorted.size() / 2));
  }

  private static String slowest(List<Long> micros) {
    return micros.stream().max(Long::compare).map(SchedulesTable::millis).orElse("-");
  }

  private static String millis(long micros) {
    return String.format(Locale.ROOT, "%.1f", micros / 1000.0);
  }

  private void line(String text) {
    out.println(text);
  }
}
