package workbook.grader.verdict;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of a whole run.
 *
 * @param subject the folder that was graded, relative to the workbook where it lies inside
 * @param results one per exercise, in the order of the book
 * @param canaries the detectors' own probes, passed or inconclusive
 * @param took how long the run took
 */
public record Scorecard(
    String subject, List<ExerciseResult> results, List<Check> canaries, Duration took) {

  public Scorecard {
    results = List.copyOf(results);
    canaries = List.copyOf(canaries);
  }

  /** Returns the points earned. */
  public int earned() {
    return results.stream().mapToInt(ExerciseResult::earned).sum();
  }

  /** Returns the points that could be earned. */
  public int possible() {
    return results.stream().mapToInt(ExerciseResult::possible).sum();
  }
}
