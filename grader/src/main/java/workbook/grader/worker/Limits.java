package workbook.grader.worker;

import com.google.gson.Gson;
import java.time.Duration;

/**
 * How long a worker watches before it calls something a hang, all in milliseconds.
 *
 * <p>Wall-clock limits are counted in looks that really happened, so a machine that stands still
 * makes nothing late.
 *
 * @param still how long every thread must wait, with nobody left to wake them
 * @param judged the same where a test itself waits with a time-out of its own
 * @param stuck the same where a thread ought to run and gets no further, as in two class
 *     initialisers that wait for each other
 * @param outside the same where a thread waits for the world outside, such as a pipe
 * @param burnt the processor time of one thread in one test
 * @param test how long one test may take in any case
 * @param silence how long the parent waits for any word
 * @param threads how many platform threads may live at once
 */
public record Limits(
    long still,
    long judged,
    long stuck,
    long outside,
    long burnt,
    long test,
    long silence,
    int threads) {

  private static final long FOR_EVER = Duration.ofDays(365).toMillis();

  /** Far above what any right answer needs on a busy machine. */
  public static final Limits STANDARD =
      new Limits(2_000, 4_000, 5_000, 10_000, 10_000, 60_000, 120_000, 3_000);

  /** For somebody who looks at the code with a debugger. */
  static final Limits NONE =
      new Limits(FOR_EVER, FOR_EVER, FOR_EVER, FOR_EVER, FOR_EVER, FOR_EVER, FOR_EVER, 3_000);

  private static final String PROPERTY = "workbook.limits";

  /** Returns the option that hands these limits to a worker JVM. */
  String asOption() {
    return "-D" + PROPERTY + "=" + new Gson().toJson(this);
  }

  /** Returns the limits that this JVM was started with. */
  static Limits ofThisJvm() {
    String handed = System.getProperty(PROPERTY);
    return handed == null ? STANDARD : new Gson().fromJson(handed, Limits.class);
  }
}
