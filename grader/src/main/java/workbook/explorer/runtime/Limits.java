package workbook.explorer.runtime;

/**
 * What a schedule may hold, so that their number is finite.
 *
 * @param steps after so many the search gives way to plain turn-taking; fifty times as many are no
 *     progress
 * @param earlyTimeouts how many time-outs may fire in a schedule although others could go on
 * @param spuriousWakeups how many threads may wake up in a schedule without a reason
 * @param turns how often a thread that only yields, sleeps or spins goes on although others could
 * @param staleReads whether a racy read may return an older write, as the memory model allows
 */
public record Limits(
    int steps, int earlyTimeouts, int spuriousWakeups, int turns, boolean staleReads) {
  public static final Limits DEFAULT = new Limits(2_000, 2, 1, 2, true);
}
