package workbook.grader.report;

import java.util.List;

/**
 * Where a learner goes from a verdict.
 *
 * @param folder the folder that holds the learner's files, as it is to be shown; may be empty
 * @param readme the exercise's page, as it is to be shown
 * @param hints the titles of its hints, in the order in which they are to be asked for
 */
public record NextStep(String folder, String readme, List<String> hints) {
  public NextStep {
    hints = List.copyOf(hints);
  }

  /** Returns the title of the hint to begin with; empty where there is none. */
  String hint() {
    return hints.isEmpty() ? "" : hints.getFirst();
  }
}
