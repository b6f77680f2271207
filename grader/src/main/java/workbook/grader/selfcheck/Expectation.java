package workbook.grader.selfcheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Exercise;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Verdict;

/** What the grader must say of an answer whose worth is known. */
sealed interface Expectation {

  /** A right answer: all points. */
  record Passes() implements Expectation {}

  /** An untouched stub: anything but a pass, and nothing that blames the workbook. */
  record NotYetSolved() implements Expectation {}

  /** A wrong answer: rejected, and for this cause. */
  record RejectedFor(Misconception cause) implements Expectation {}

  /** Returns whether a verdict is as expected. */
  default boolean isMetBy(Verdict verdict) {
    return switch (this) {
      case Passes _ -> verdict instanceof Verdict.Passed;
      case NotYetSolved _ ->
          switch (verdict) {
            case Verdict.Unsolved _, Verdict.Wrong _, Verdict.Hangs _ -> true;
            case Verdict.Passed _,
                Verdict.DoesNotCompile _,
                Verdict.Forbidden _,
                Verdict.Inconclusive _ ->
                false;
          };
      case RejectedFor(Misconception cause) ->
          !(verdict instanceof Verdict.Inconclusive)
              && verdict.decidedBy().flatMap(Check::blamed).filter(cause::equals).isPresent();
    };
  }

  /** Returns what is expected, for a table. */
  default String shown() {
    return switch (this) {
      case Passes _ -> "passes";
      case NotYetSolved _ -> "not passed";
      case RejectedFor(Misconception cause) -> cause.id();
    };
  }

  /** The first line of a wrong variant. */
  Pattern STATED = Pattern.compile("//\\s*Rejected for:\\s*([a-z-]+)\\s*\\.?");

  /**
   * Reads the cause that a wrong variant states in its first line.
   *
   * @throws BadContentException where it states none, or one that is not in the closed list
   */
  static RejectedFor statedIn(Path variant) {
    for (Path file : Exercise.javaFiles(variant)) {
      try (Stream<String> lines = Files.lines(file)) {
        Matcher stated = STATED.matcher(lines.findFirst().orElse(""));
        if (stated.matches()) {
          return new RejectedFor(
              Misconception.of(stated.group(1))
                  .orElseThrow(() ->
                      new BadContentException(
                          file + ":1: '" + stated.group(1) + "' is no known misconception")));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new BadContentException(
        variant + ": the first line must be '// Rejected for: <misconception>'");
  }
}
