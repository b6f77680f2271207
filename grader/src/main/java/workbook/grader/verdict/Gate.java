package workbook.grader.verdict;

import java.util.Locale;

/**
 * The stations that an answer passes, in this order; a later one runs only where the earlier ones
 * hold, so that the cause told is the first and simplest.
 */
public enum Gate {
  COMPILE,
  RULES,
  BEHAVIOUR,
  SCHEDULES,
  STRESS;

  /** Returns the name used in reports and in {@code results.json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
