package workbook.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import workbook.grader.catalog.Submission;
import workbook.grader.cause.Misconception;
import workbook.grader.fixture.TinyWorkbook;
import workbook.grader.report.Progress;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.worker.Limits;

/** Grades answers to the tiny workbook's exercise, always between two right ones. */
final class Grades implements AutoCloseable {
  /** A fraction of what a learner is given, so that a test takes no longer than it must. */
  static final Limits IMPATIENT = new Limits(500, 1_000, 1_000, 2_000, 800, 8_000, 90_000, 400);

  private final TinyWorkbook workbook;
  private final Grader grader;
  private int count;

  Grades(Path folder) {
    this(TinyWorkbook.in(folder.resolve("workbook")), folder);
  }

  Grades(TinyWorkbook workbook, Path folder) {
    this(workbook, folder, IMPATIENT);
  }

  Grades(TinyWorkbook workbook, Path folder, Limits limits) {
    this.workbook = workbook;
    this.grader = new Grader(folder.resolve("work"), Depth.NORMAL, true, Progress.none(), limits);
  }

  /** Grades an answer of one file. */
  ExerciseResult of(String source) {
    return of(Map.of("Task.java", source.getBytes(StandardCharsets.UTF_8)));
  }

  /** Grades an answer and two right ones beside it, which must pass whatever the one does. */
  ExerciseResult of(Map<String, byte[]> files) {
    count++;
    List<Submission> all = new ArrayList<>();
    all.add(workbook.submission("before" + count, TinyWorkbook.RIGHT));
    all.add(workbook.submission("answer" + count, files));
    all.add(workbook.submission("after" + count, TinyWorkbook.RIGHT));
    List<ExerciseResult> results = grade(all);
    for (int other : new int[] {0, 2}) {
      assertEquals(
          "passed",
          results.get(other).verdict().id(),
          () -> "the answer beside it is spoilt: " + results.get(other));
    }
    return results.get(1);
  }

  /** Grades an answer alone. */
  ExerciseResult alone(String source) {
    count++;
    return grade(List.of(workbook.submission("answer" + count, source))).getFirst();
  }

  List<ExerciseResult> grade(List<Submission> submissions) {
    try {
      return grader.grade(submissions, List.of());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static void assertPasses(ExerciseResult result) {
    assertEquals("passed", result.verdict().id(), () -> shown(result));
  }

  /** Asserts what an answer is rejected for, and where; a place such as "Task.java:9" or "". */
  static Check assertRejected(
      ExerciseResult result, String verdict, Misconception cause, String place) {
    Check check = result.verdict().decidedBy().orElseThrow(() -> new AssertionError(shown(result)));
    assertEquals(verdict, result.verdict().id(), () -> shown(result));
    assertEquals(cause, check.cause(), () -> shown(result));
    assertEquals(place, check.place() == null ? "" : check.place().toString(), () -> shown(result));
    return check;
  }

  static String shown(ExerciseResult result) {
    StringBuilder shown = new StringBuilder(result.verdict().id());
    for (Check check : result.checks()) {
      shown.append("\n  ").append(check);
    }
    return shown.toString();
  }

  @Override
  public void close() {
    grader.close();
  }
}
