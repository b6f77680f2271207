package workbook.grader.stress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The stress tests of one exercise and where they run.
 *
 * @param java the {@code java} executable to run them with
 * @param classPath the compiled stress tests with their {@code META-INF/TestList} first, then what
 *     they need; the grader's own part of the class path is put before it
 * @param subject the folders of class files, put last on the class path, that hold the answer to
 *     judge; frames of their classes count as the learner's
 * @param tests the qualified names of the test classes; empty for all in the list
 * @param budget how long each test runs
 * @param workDir an existing folder that is the JVM's current one; jcstress leaves its report there
 */
public record StressRequest(
    Path java,
    List<Path> classPath,
    List<Path> subject,
    List<String> tests,
    StressBudget budget,
    Path workDir) {

  /** Copies the lists. */
  public StressRequest {
    classPath = List.copyOf(classPath);
    subject = List.copyOf(subject);
    tests = List.copyOf(tests);
  }

  /**
   * How jcstress itself is run.
   *
   * @param mode the value of its {@code -m}: {@code sanity}, {@code quick}, {@code default}, {@code
   *     tough} or {@code stress}
   * @param limit when to give up
   */
  public record Depth(String mode, Duration limit) {}
}
