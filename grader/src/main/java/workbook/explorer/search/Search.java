package workbook.explorer.search;

import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Execution;
import workbook.explorer.trace.Finding;

/**
 * Looks for a schedule that fails, the simplest first, until all that differ have been tried or the
 * budget is spent.
 */
public final class Search {
  private static final int FIRST_BOUND = 2;
  private static final int FIRST_BUDGET = 600;
  private static final int SIMPLER_BUDGET = 3_000;
  private static final int MOST_STEPS_AHEAD = 12;
  private static final int MOST_LEADERS = 3;

  /**
   * What came of it.
   *
   * @param failing the schedule that fails, or null
   * @param racing a schedule in which two threads race, or null
   * @param schedules how many were tried
   * @param exhaustive whether all that differ were tried
   * @param racyCollection whether a race was on an object whose inside the explorer does not see
   */
  public record Result(
      @Nullable Schedule failing,
      @Nullable Schedule racing,
      int schedules,
      boolean exhaustive,
      boolean racyCollection) {}

  private final Program program;
  private final int budget;
  private final BitSet racy = new BitSet();
  private int schedules;
  private @Nullable Schedule failing;
  private @Nullable Finding finding;
  private @Nullable Schedule racing;
  private boolean racyCollection;
  private boolean restart;
  private boolean cut;
  private boolean retries;

  /** Prepares a search of at most so many schedules. */
  public Search(Program program, int budget) {
    this.program = program;
    this.budget = budget;
  }

  /** Searches. */
  public Result run() {
    boolean exhaustive;
    do {
      restart = false;
      racing = null;
      cut = false;
      boolean first = new Bounded().search(FIRST_BOUND, Math.min(FIRST_BUDGET, left()), this::test);
      exhaustive = false;
      if (!restart && failing == null && retries) {
        goInStep();
      }
      if (!restart && failing == null && !(first && left() <= 0)) {
        exhaustive = reduce();
      }
    } while (restart);
    Schedule found = failing;
    if (found != null && found.preemptions() > 0) {
      simplify(found);
    }
    return new Result(failing, racing, schedules, exhaustive && !cut, racyCollection);
  }

  /**
   * Collects all outcomes that occur, going on after failures.
   *
   * @param reduced with partial-order reduction, or trying every single choice
   * @param allSteps whether each access to a plain field is a step of its own from the start
   * @param budget at most so many schedules
   */
  public static Outcomes outcomes(Program program, boolean reduced, boolean allSteps, int budget) {
    BitSet racy = new BitSet();
    if (allSteps) {
      racy.set(0, 1 << 16);
    }
    while (true) {
      Outcomes found = new Outcomes(new TreeSet<>(), 0, false);
      BitSet fresh = new BitSet();
      Dpor dpor = new Dpor();
      Exhaustive all = new Exhaustive();
      Logging chooser = reduced ? dpor : all;
      dpor.start();
      boolean more = true;
      int runs = 0;
      boolean cutOff = false;
      while (more && fresh.isEmpty() && runs < budget) {
        Execution run = program.run(chooser, racy, false);
        runs++;
        cutOff |= run.cutOff();
        Finding f = run.finding();
        String how = f == null ? "" : f.getClass().getSimpleName();
        if (run.end() != Execution.End.STOPPED) {
          found.values().add(String.join(",", run.observed()) + how);
        }
        fresh.or(run.newRacyKeys());
        fresh.andNot(racy);
        more = reduced ? dpor.next(run) : all.next();
      }
      if (fresh.isEmpty()) {
        return new Outcomes(found.values(), runs, !more && !cutOff);
      }
      racy.or(fresh);
    }
  }

  /**
   * The outcomes that occur.
   *
   * @param values what was observed, followed by the kind of fault
   * @param complete whether no schedule was left out
   */
  public record Outcomes(SortedSet<String> values, int schedules, boolean complete) {}

  private int left() {
    return Math.max(0, budget - schedules);
  }

  private boolean test(Logging chooser) {
    Execution run = program.run(chooser, racy, false);
    return judge(run, chooser);
  }

  private boolean judge(Execution run, Logging chooser) {
    schedules++;
    cut |= run.tooLong() || run.cutOff();
    retries |= run.triesAgain();
    Finding found = run.finding();
    if (found != null) {
      failing = chooser.schedule(racy);
      finding = found;
      return true;
    }
    if (run.race() != null && racing == null) {
      racing = chooser.schedule(racy);
    }
    racyCollection |= run.racyCollection();
    BitSet fresh = run.newRacyKeys();
    fresh.andNot(racy);
    if (!fresh.isEmpty()) {
      racy.or(fresh);
      restart = true;
      return true;
    }
    return false;
  }

  /**
   * Looks whether threads that try again can keep each other from it for ever, which shows where
   * they go on in turn. That would be the last of all schedules by the number of pre-emptions.
   */
  private void goInStep() {
    int threads = 2;
    for (int leader = 1; leader < threads; leader++) {
      for (int ahead = leader == 1 ? 0 : 1; ahead <= MOST_STEPS_AHEAD && left() > 0; ahead++) {
        Execution run = program.run(new LockStep(leader, ahead, LockStep.STEPS), racy, false);
        schedules++;
        threads = Math.min(MOST_LEADERS + 1, run.threads().size());
        if (run.finding() instanceof Finding.NoProgress endless && isCircle(endless.reason())) {
          failing = Schedule.inStep(leader, ahead, run.circle(), racy);
          finding = endless;
          return;
        }
      }
    }
  }

  private static boolean isCircle(Finding.NoProgress.Reason reason) {
    return switch (reason) {
      case LIVELOCK, STARVATION -> true;
      case SPINS_FOR_EVER, WRITE_NEVER_SEEN, RUNS_FOR_EVER -> false;
    };
  }

  private boolean reduce() {
    Dpor dpor = new Dpor();
    dpor.start();
    boolean more = true;
    while (more) {
      if (left() == 0) {
        return false;
      }
      Execution run = program.run(dpor, racy, false);
      if (judge(run, dpor)) {
        return false;
      }
      more = dpor.next(run);
    }
    return true;
  }

  /** Looks for a schedule that fails in the same way with fewer pre-emptions. */
  private void simplify(Schedule found) {
    Class<?> kind = finding == null ? Finding.class : finding.getClass();
    Schedule[] simpler = new Schedule[1];
    new Bounded()
        .search(
            Math.min(3, found.preemptions() - 1),
            SIMPLER_BUDGET,
            chooser -> {
              Execution run = program.run(chooser, racy, false);
              Finding f = run.finding();
              if (f != null && f.getClass() == kind) {
                simpler[0] = chooser.schedule(racy);
                return true;
              }
              return false;
            });
    if (simpler[0] != null) {
      failing = simpler[0];
    }
  }

  /** Runs one schedule again, with its trace. */
  public static Execution replay(Program program, Schedule schedule) {
    return program.run(schedule.chooser(), schedule.racyKeys(), true);
  }
}
