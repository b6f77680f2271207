package workbook.grader.catalog;

import java.util.List;

/** Says that no exercise has the name asked for, and which names come near. */
public final class UnknownExerciseException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownExerciseException(String asked, List<String> nearest) {
    super(
        "There is no exercise '"
            + asked
            + "'."
            + (nearest.isEmpty() ? "" : " Did you mean: " + String.join(", ", nearest) + "?"));
  }
}
