package workbook.grader.report;

import java.io.PrintStream;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;

/**
 * Hears how far a run has come, from any thread, and shows it to whoever waits.
 *
 * <p>Exercises may be under way at the same time; each is begun and finished once.
 */
public interface Progress {
  /** The run begins, over that many exercises. */
  default void started(int total) {}

  /** An exercise is begun. */
  default void exercise(String key) {}

  /** An exercise has come to a gate. */
  default void gate(String key, Gate gate) {}

  /** An exercise has its verdict. */
  default void finished(ExerciseResult result) {}

  /** The run is over, or broken off; the place is clean for the scorecard. */
  default void done() {}

  /** Returns a progress that rewrites one line where a person watches, and else adds plain ones. */
  static Progress on(PrintStream out) {
    return on(Terminal.detect(out), out);
  }

  /** Returns a progress for a terminal that is known. */
  static Progress on(Terminal terminal, PrintStream out) {
    return terminal.live() ? new LiveProgress(terminal, out) : new PlainProgress(terminal, out);
  }

  /** Returns a progress that shows nothing. */
  static Progress none() {
    return new Progress() {};
  }
}
