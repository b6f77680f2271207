package workbook.explorer.search;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Chooser;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Finding;

/**
 * Proves that one thread can run from its beginning to its end while another is in the middle of
 * changing shared state: stops that one after each of its steps in turn and lets all others go on
 * without it. The thread of a pool has come to its end for this purpose when it has done a task.
 */
@SuppressWarnings("ReferenceEquality")
public final class Overlap {
  private static final int MOST_STEPS = 400;

  /**
   * What came of it.
   *
   * @param finding null where they can overlap
   * @param witness the run that shows it: one in which they overlap, or in which one keeps the
   *     other out
   * @param schedules how many were tried
   */
  public record Result(Finding.@Nullable CannotOverlap finding, Execution witness, int schedules) {}

  /** Lets the first thread make so many steps, then all others go on until the second has ended. */
  private static final class Pausing implements Chooser {
    private final String first;
    private final String second;
    private final int after;
    private boolean fresh;
    private boolean paused;
    private boolean within;

    Pausing(String first, String second, int after) {
      this.first = first;
      this.second = second;
      this.after = after;
    }

    @Override
    public int thread(Execution run, List<SimThread> candidates, int[] costs) {
      SimThread one = named(run, first);
      SimThread two = named(run, second);
      if (!paused && one != null && one.steps >= after) {
        paused = true;
        fresh = two == null || two.steps == 0;
      }
      boolean finished = two != null && (two.done() || two.tasks > 0);
      if (paused && finished) {
        within = fresh;
      }
      boolean held = paused && !finished;
      int best = -1;
      for (int i = 0; i < candidates.size(); i++) {
        int rank = rank(candidates.get(i), one, two, held);
        if (rank > 0 && (best < 0 || rank > rank(candidates.get(best), one, two, held))) {
          best = i;
        }
      }
      return best; // -1 where only the paused thread could go on: STOP
    }

    private static int rank(
        SimThread t, @Nullable SimThread one, @Nullable SimThread two, boolean held) {
      return t == one ? held ? 0 : 3 : t == two ? held ? 3 : 1 : 2;
    }

    @Override
    public int outcome(Execution run, int options, int cost) {
      return 0;
    }
  }

  /** Looks for a schedule in which the second thread runs within the first. */
  public static Result search(Program program, String first, String second) {
    BitSet everything = new BitSet();
    everything.set(0, 1 << 16);
    Execution undisturbed =
        program.run(new Pausing(first, second, Integer.MAX_VALUE), everything, true);
    List<Integer> changes = undisturbed.changes(first);
    Execution witness = undisturbed;
    Finding.Waiting waiting = null;
    int schedules = 1;
    if (!changes.isEmpty()) {
      int from = changes.getFirst() + 1;
      int to = Math.min(changes.getLast(), from + MOST_STEPS);
      for (int after = from; after <= to; after++) {
        Pausing pausing = new Pausing(first, second, after);
        Execution run = program.run(pausing, everything, true);
        schedules++;
        int pause = after;
        if (pausing.within && run.changes(first).stream().anyMatch(seq -> seq >= pause)) {
          return new Result(null, run, schedules);
        }
        if (waiting == null && run.blocked(second) != null) {
          waiting = run.blocked(second);
          witness = run;
        }
      }
    }
    return new Result(
        new Finding.CannotOverlap(first, second, waiting == null ? List.of() : List.of(waiting)),
        witness,
        schedules);
  }

  private static @Nullable SimThread named(Execution run, String name) {
    for (SimThread t : run.threads()) {
      if (t.name().equals(name)) {
        return t;
      }
    }
    return null;
  }

  private Overlap() {}
}
