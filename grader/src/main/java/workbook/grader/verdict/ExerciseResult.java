package workbook.grader.verdict;

import java.time.Duration;
import java.util.List;

/**
 * An exercise's outcome.
 *
 * @param key the exercise's key, such as {@code ch03_locks/lock_ordering}
 * @param title the exercise's title in English
 * @param verdict what is said of the answer
 * @param checks every check of every gate, in order
 * @param possible the points that the exercise is worth
 * @param took how long the grading took
 */
public record ExerciseResult(
    String key, String title, Verdict verdict, List<Check> checks, int possible, Duration took) {

  public ExerciseResult {
    checks = List.copyOf(checks);
  }

  /**
   * Returns the points earned: all or none, for concurrent code that is right most of the time is
   * wrong.
   */
  public int earned() {
    return verdict instanceof Verdict.Passed ? possible : 0;
  }

  /** Returns the chapter's folder name, such as {@code ch03_locks}. */
  public String chapter() {
    return key.substring(0, key.indexOf('/'));
  }

  /** Returns the exercise's own folder name, such as {@code lock_ordering}. */
  public String id() {
    return key.substring(key.indexOf('/') + 1);
  }
}
