package workbook.explorer.search;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Chooser;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Finding;

/**
 * Proves that one thread never holds up another: stops it before each of its steps in turn, and
 * looks whether the other one comes to its end without it.
 *
 * <p>That is what non-blocking means, in the words of the field: a thread that is suspended, at
 * whatever point, delays no other.
 */
public final class Standstill {
  /**
   * What came of it.
   *
   * @param finding null where the second thread always got on
   * @param witness the run in which it did not; without a finding, one in which it did
   * @param schedules how many were tried
   */
  public record Result(Finding.@Nullable CannotOverlap finding, Execution witness, int schedules) {}

  /** Lets the first thread make so many steps, then all others go on until the second has ended. */
  private static final class Stopping implements Chooser {
    private final String first;
    private final String second;
    private final int after;
    private boolean secondEnded;

    Stopping(String first, String second, int after) {
      this.first = first;
      this.second = second;
      this.after = after;
    }

    @Override
    public int thread(Execution run, List<SimThread> candidates, int[] costs) {
      SimThread one = named(run, first);
      SimThread two = named(run, second);
      boolean stopped = one != null && one.steps >= after;
      secondEnded |= stopped && two != null && two.done();
      int best = STOP;
      int bestRank = 0;
      for (int i = 0; i < candidates.size(); i++) {
        int rank = rank(candidates.get(i).name(), stopped && !secondEnded);
        if (rank > bestRank) {
          best = i;
          bestRank = rank;
        }
      }
      return best;
    }

    /** The first goes first until it is stopped, and then not at all; the second the other way. */
    private int rank(String name, boolean stopped) {
      if (name.equals(first)) {
        return stopped ? 0 : 3;
      }
      return !name.equals(second) ? 2 : stopped ? 3 : 1;
    }

    @Override
    public int outcome(Execution run, int options, int cost) {
      return 0;
    }
  }

  /** Looks for a point at which the first thread, stopped there, keeps the second from its end. */
  public static Result search(Program program, String first, String second) {
    BitSet everything = new BitSet();
    everything.set(0, 1 << 16);
    Execution free = program.run(new Stopping(first, second, Integer.MAX_VALUE), everything, true);
    SimThread one = named(free, first);
    SimThread two = named(free, second);
    if (one == null || two == null) {
      throw new IllegalArgumentException("no actor " + (one == null ? first : second));
    }
    int steps = one.steps;
    for (int after = 0; after < steps; after++) {
      Stopping stopping = new Stopping(first, second, after);
      Execution run = program.run(stopping, everything, true);
      if (!stopping.secondEnded) {
        Finding.Waiting waiting = run.blocked(second);
        return new Result(
            new Finding.CannotOverlap(
                first, second, waiting == null ? List.of() : List.of(waiting)),
            run,
            after + 2);
      }
    }
    return new Result(null, free, steps + 1);
  }

  private static @Nullable SimThread named(Execution run, String name) {
    for (SimThread t : run.threads()) {
      if (t.name().equals(name)) {
        return t;
      }
    }
    return null;
  }

  private Standstill() {}
}
