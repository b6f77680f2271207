package workbook.grader.stress;

/**
 * How long one test runs when nothing forbidden is seen.
 *
 * <p>A test ends after {@code minMillis} if it has collected {@code minSamples} by then, and after
 * {@code maxMillis} in any case. The samples matter because actors that never got both cores at
 * once collect next to none: time alone would call that a success on a busy machine.
 *
 * @param minMillis the time every test gets, in milliseconds
 * @param maxMillis the time no test goes beyond, but for its last burst, in milliseconds
 * @param minSamples the results to collect before the test may end early
 * @param hangMillis how long actors may make no progress before they count as hanging, in
 *     milliseconds; threads that starve on a busy machine get four times as long
 */
public record StressBudget(int minMillis, int maxMillis, long minSamples, int hangMillis) {

  /** What measurements on two cores, idle and busy, showed to be enough. */
  public static final StressBudget STANDARD = new StressBudget(300, 3_000, 100_000, 5_000);

  /** Checks the limits. */
  public StressBudget {
    if (minMillis < 1 || maxMillis < minMillis || minSamples < 1 || hangMillis < 1) {
      throw new IllegalArgumentException("limits must be positive, and the longest the longer");
    }
  }
}
