package workbook.grader.report;

import workbook.grader.verdict.ExerciseResult;

/** Knows, for every exercise, where the learner goes from its verdict. */
@FunctionalInterface
public interface NextSteps {
  /** Returns the next step after that result. */
  NextStep after(ExerciseResult result);
}
