package workbook.grader;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Catalog;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Layout;
import workbook.grader.catalog.Submission;
import workbook.grader.grading.Depth;
import workbook.grader.grading.Grader;
import workbook.grader.report.Progress;
import workbook.grader.report.Reports;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Scorecard;

/** Scores the learner's exercises, or another folder laid out like them. */
@Command(name = "grade", description = "Scores the exercises and writes the reports.")
final class GradeCommand implements Callable<Integer> {
  /** Its being there tells Maven's next step to fail the build. */
  private static final String BELOW_PASS_MARK = "below-pass-mark";

  /** Its not being there does the same. */
  private static final String DONE = "done";

  @Option(names = "--workbook", description = "the checkout; default: around the current folder")
  Path workbook = Path.of("");

  @Option(names = "--exercise", description = "id, key or chapter; default: all")
  String exercise = "";

  @Option(names = "--subject", description = "another folder to grade; default: exercises")
  String subject = "";

  @Option(names = "--depth", description = "normal or deep")
  String depth = "normal";

  @Option(
      names = "--replay",
      description = "the one schedule to run, as a failure's report names it")
  String replay = "";

  @Option(
      names = "--debug",
      description = "with --replay: the port on which to wait for a debugger; 'true' for 5005")
  String debug = "";

  @Option(names = "--pass-mark", description = "the points below which the build is to fail")
  String passMark = "0";

  @Option(names = "--output", description = "where the reports go; default: grader/target/grade")
  String output = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    long start = System.nanoTime();
    Layout layout = Layout.around(workbook);
    Path reports =
        output.isBlank() ? layout.root().resolve("grader/target/grade") : Path.of(output);
    Files.createDirectories(reports);
    // What is left of an earlier run must not speak for this one.
    Files.deleteIfExists(reports.resolve(DONE));
    Files.deleteIfExists(reports.resolve(BELOW_PASS_MARK));
    if (!replay.isBlank()) {
      new Replaying(layout, exercise, subject, reports.resolve("work")).run(replay, debug);
      Files.writeString(reports.resolve(DONE), "replayed\n");
      return 0;
    }
    if (!debug.isBlank()) {
      throw new BadContentException(
          "-Ddebug is for one schedule: give it together with -Dreplay='...'");
    }
    Files.deleteIfExists(reports.resolve("results.json"));
    int wanted = points(passMark);
    boolean own = subject.isBlank();
    Path sources = own ? layout.exercises() : Submission.sourceRoot(layout.root().resolve(subject));
    List<Exercise> exercises =
        exercise.isBlank()
            ? Catalog.read(layout).exercises()
            : Catalog.read(layout).meantBy(exercise);
    List<Submission> submissions =
        exercises.stream()
            .map(e -> Submission.in(e.key().in(sources), e, own ? "exercises" : "subject"))
            .toList();
    PrintStream out = System.out;
    Depth howDeep =
        switch (depth.strip().toLowerCase(Locale.ROOT)) {
          case "normal" -> Depth.NORMAL;
          case "deep" -> Depth.DEEP;
          default ->
              throw new BadContentException("-Ddepth=" + depth + ": must be 'normal' or 'deep'");
        };
    Progress progress = Progress.on(out);
    try (var grader = new Grader(reports.resolve("work"), howDeep, true, progress)) {
      List<Check> canaries = grader.canaries();
      List<ExerciseResult> results = grader.grade(submissions, canaries);
      var scorecard =
          new Scorecard(
              own ? "exercises" : layout.shown(sources),
              results,
              canaries,
              Duration.ofNanos(System.nanoTime() - start));
      new Reports(reports, layout).write(scorecard, out);
      if (scorecard.earned() < wanted) {
        out.println(
            "Below the pass mark: " + scorecard.earned() + " points, asked for " + wanted + ".\n");
        Files.writeString(reports.resolve(BELOW_PASS_MARK), wanted + "\n");
      }
      Files.writeString(reports.resolve(DONE), "graded\n");
    }
    return 0;
  }

  private static int points(String said) {
    try {
      return Integer.parseInt(said.strip());
    } catch (NumberFormatException e) {
      throw new BadContentException("-DpassMark=" + said + ": must be a whole number of points");
    }
  }
}
