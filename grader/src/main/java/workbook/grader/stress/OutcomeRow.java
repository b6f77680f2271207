package workbook.grader.stress;

/**
 * One line of a jcstress table: a result that was seen, and what the test says of it.
 *
 * @param id the result as jcstress prints it, such as {@code 1, 2}
 * @param count how often it was seen, at least 1
 * @param expect what the test says of it
 * @param description the test's own words for it; jcstress's where the test lists no such result
 */
public record OutcomeRow(String id, long count, Expectation expect, String description) {

  /** What a test may say of a result, after {@code org.openjdk.jcstress.annotations.Expect}. */
  public enum Expectation {
    /** A result of correct code. */
    ACCEPTABLE,
    /** A result of correct code that is worth a look. */
    ACCEPTABLE_INTERESTING,
    /** A result of wrong code. */
    FORBIDDEN,
    /** The test's author forgot to say. */
    UNKNOWN
  }
}
