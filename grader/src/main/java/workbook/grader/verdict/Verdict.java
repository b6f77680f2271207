package workbook.grader.verdict;

import java.util.Optional;

/** What is said of an answer as a whole; all but two kinds point to the check that decided. */
public sealed interface Verdict {

  /** Every gate holds. */
  record Passed() implements Verdict {}

  /** The stub is as it was given: there is nothing to judge yet. */
  record Unsolved() implements Verdict {}

  /** The compiler, or the look at files and signatures around it, refuses the answer. */
  record DoesNotCompile(Check check) implements Verdict {}

  /** A rule of the exercise, or of all exercises, is broken. */
  record Forbidden(Check check) implements Verdict {}

  /** The answer does the wrong thing, at least once. */
  record Wrong(Check check) implements Verdict {}

  /** The answer does not come to an end, at least once. */
  record Hangs(Check check) implements Verdict {}

  /** A detector did not work, so that nothing may be promised. */
  record Inconclusive(Check check) implements Verdict {}

  /** Returns the name used in reports and in {@code results.json}. */
  default String id() {
    return switch (this) {
      case Passed _ -> "passed";
      case Unsolved _ -> "unsolved";
      case DoesNotCompile _ -> "does_not_compile";
      case Forbidden _ -> "forbidden";
      case Wrong _ -> "wrong";
      case Hangs _ -> "hangs";
      case Inconclusive _ -> "inconclusive";
    };
  }

  /** Returns the check that decided, if one did. */
  default Optional<Check> decidedBy() {
    return switch (this) {
      case Passed _, Unsolved _ -> Optional.empty();
      case DoesNotCompile(Check check) -> Optional.of(check);
      case Forbidden(Check check) -> Optional.of(check);
      case Wrong(Check check) -> Optional.of(check);
      case Hangs(Check check) -> Optional.of(check);
      case Inconclusive(Check check) -> Optional.of(check);
    };
  }
}
