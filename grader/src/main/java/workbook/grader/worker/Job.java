package workbook.grader.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a worker is asked to do.
 *
 * @param kind which of the gates that run a learner's code
 * @param packageName the exercise's package
 * @param classPath folders with the answer, the tests and their support, in this order; none for a
 *     probe that lies with the engine itself
 * @param testClasses fully qualified names of the classes that hold tests or scenarios
 * @param given names of the files among the answer's that are not the learner's to change
 * @param repeats how often to run the tests, more than once only under load, or to explore each
 *     scenario that is measured
 * @param replay the schedule to run and no other; empty for all
 */
public record Job(
    Kind kind,
    String packageName,
    List<String> classPath,
    List<String> testClasses,
    List<String> given,
    int repeats,
    String replay) {

  /** The gates that run a learner's code inside a worker. */
  public enum Kind {
    BEHAVIOUR,
    SCHEDULES,
    /** Explores each scenario again and again, up to the first that fails, and compares. */
    MEASURE
  }

  /** Returns the folder of the answer's class files, where there is an answer. */
  Optional<Path> answer() {
    return classPath.isEmpty() ? Optional.empty() : Optional.of(Path.of(classPath.getFirst()));
  }
}
