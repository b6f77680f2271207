package workbook.explorer.trust;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import workbook.explorer.Exploration;
import workbook.explorer.search.Search;
import workbook.explorer.trace.Finding;

/**
 * Random small programs have the outcomes that an independent enumerator finds, no more and no
 * fewer.
 *
 * <p>{@code -Dexplorer.programs=100000 -Dexplorer.seed=42} tries more, and others.
 */
class RandomProgramsTest {
  private static final int PROGRAMS = Integer.getInteger("explorer.programs", 1_000);
  private static final long SEED = Long.getLong("explorer.seed", 20_260_101L);
  private static final boolean PARKING =
      RandomProgramsTest.class
              .getClassLoader()
              .getResource("workbook/explorer/model/util/concurrent/locks/LockSupport.class")
          != null;
  private static final Set<String> STUCK = Set.of("Deadlock", "LostWakeup", "ThreadLeft");
  private static final Pattern FAULT = Pattern.compile("[A-Z][A-Za-z]+$");
  private static final int BATCH = 50;
  private static final int MOST_STATES = 20_000;
  private static final int MOST_SCHEDULES = 20_000;
  private static final int MOST_PLAIN = 3_000;
  private static final int REAL_RUNS = 100;

  private int compared;
  private int plain;
  private int racy;
  private int failing;
  private int onTheRealJvm;
  private int simplest;
  private int withDaemons;
  private final List<String> complaints = new ArrayList<>();

  @Test
  void outcomesAreThoseOfBruteForceOfPlainSearchAndOfTheRealJvm() {
    Generator generator = new Generator(SEED, PARKING);
    for (int from = 0; from < PROGRAMS; from += BATCH) {
      List<Plan> plans = new ArrayList<>();
      for (int i = 0; i < Math.min(BATCH, PROGRAMS - from); i++) {
        plans.add(generator.plan());
      }
      Troupe troupe = new Troupe(plans);
      for (int i = 0; i < plans.size(); i++) {
        check(from + i, plans.get(i), troupe, i);
      }
    }
    String tally =
        "seed %d: %d of %d programs compared, %d with daemons, %d racy, %d that can fail, %d with plain search, %d on the real JVM, %d checked for the fewest pre-emptions"
            .formatted(
                SEED,
                compared,
                PROGRAMS,
                withDaemons,
                racy,
                failing,
                plain,
                onTheRealJvm,
                simplest);
    System.out.println(tally);
    assertTrue(complaints.isEmpty(), () -> tally + "\n" + String.join("\n", complaints));
    assertTrue(
        compared > PROGRAMS / 2 && plain > PROGRAMS / 8 && withDaemons > PROGRAMS / 20, tally);
  }

  private void check(int number, Plan plan, Troupe troupe, int i) {
    BruteForce.Result exact = BruteForce.run(plan, false, MOST_STATES);
    BruteForce.Result all =
        exact == null || !exact.raced() ? exact : BruteForce.run(plan, true, MOST_STATES);
    if (exact == null || all == null) {
      return;
    }
    String name = Troupe.name(i);
    Search.Outcomes reduced = troupe.explorer().outcomes(name, "run", true, MOST_SCHEDULES);
    if (!reduced.complete()) {
      subset(number, plan, "an unfinished search invents", reduced.values(), all.outcomes());
      return;
    }
    compared++;
    racy += exact.raced() ? 1 : 0;
    BruteForce.Result least = all;
    if (plan.spurious() && all.outcomes().stream().anyMatch(o -> STUCK.contains(fault(o)))) {
      // who waits in vain may be woken for no reason only while others go on, which is no business
      // of theirs
      least = BruteForce.run(plan.withoutSpuriousWakeUps(), exact.raced(), MOST_STATES);
    }
    same(number, plan, "reduced search", reduced.values(), all.outcomes(), least, exact.raced());
    Search.Outcomes every = troupe.explorer().outcomes(name, "run", false, MOST_PLAIN);
    if (every.complete()) {
      plain++;
      same(number, plan, "plain search", every.values(), all.outcomes(), least, exact.raced());
    }
    if (plan.tied(Plan.Tie.DAEMON) != 0) {
      withDaemons++;
    }
    boolean canFail = !all.outcomes().stream().allMatch(RandomProgramsTest::isNormal);
    if (canFail) {
      failing++;
    } else if (!plan.leavesWaiters()) {
      onTheRealJvm++;
      SortedSet<String> seen = new TreeSet<>();
      for (int r = 0; r < (exact.raced() ? REAL_RUNS : REAL_RUNS / 10); r++) {
        seen.add(troupe.real(i));
      }
      subset(number, plan, "seen on the real JVM", seen, reduced.values());
    }
    verdicts(number, plan, troupe, name, exact, all);
  }

  private void verdicts(
      int number,
      Plan plan,
      Troupe troupe,
      String name,
      BruteForce.Result exact,
      BruteForce.Result all) {
    Exploration e = troupe.explorer().explore(name, "run");
    boolean fails = all.outcomes().stream().anyMatch(o -> !isNormal(o));
    Finding found = e.found();
    if (fails) {
      if (found == null || !isFault(found, all.outcomes())) {
        complain(number, plan, "fails, but the verdict is " + found);
      }
      if (found != null && !exact.raced() && !plan.spins()) {
        OptionalInt fewest = FewestPreemptions.of(plan, MOST_STATES);
        if (fewest.isPresent()) {
          simplest++;
          if (fewest.getAsInt() != e.preemptions()) {
            complain(number, plan, fewest.getAsInt() + " pre-emptions would do for " + e);
          }
        }
      }
    } else if (exact.raced()) {
      if (!(found instanceof Finding.DataRace race) || !race.harmless()) {
        complain(number, plan, "races, but the verdict is " + found);
      }
    } else if (found != null || !e.exhaustive()) {
      complain(number, plan, "is right, but the verdict is " + e);
    }
    if (!exact.raced() && e.race() != null) {
      complain(number, plan, "does not race, but is told to: " + e.race());
    }
    for (int budget : CodeWriter.BUDGETS) {
      Exploration small = troupe.explorer().explore(name, "run" + budget);
      if (small.found() == null && small.exhaustive() && (fails || exact.raced())) {
        complain(number, plan, "all is said to have been tried in " + small.schedules());
      }
      if (small.schedules() > budget && small.found() == null) {
        complain(number, plan, small.schedules() + " schedules for a budget of " + budget);
      }
    }
    if (found != null) {
      Exploration again = troupe.explorer().replay(name, "run", e.replay());
      boolean same = again.trace().equals(e.trace()) && again.threads().equals(e.threads());
      Finding f = again.found();
      if (!same || f == null || !f.getClass().equals(found.getClass())) {
        complain(number, plan, "replayed differently: " + e + again);
      }
    }
  }

  private void same(
      int number,
      Plan plan,
      String what,
      SortedSet<String> is,
      SortedSet<String> atMost,
      BruteForce.Result least,
      boolean raced) {
    subset(number, plan, what + " invents", is, atMost);
    SortedSet<String> atLeast = parts(least.outcomes());
    SortedSet<String> found = parts(is);
    if (raced && found.stream().noneMatch(RandomProgramsTest::isNormal)) {
      // a thread that fails in the very first schedule ends it before another came near it: no race
      // was seen, so that the racing access is no step to switch at, and the fault is told
      subset(number, plan, what + " invents", found, atLeast);
    } else if (atLeast.stream().anyMatch(RandomProgramsTest::isNormal)) {
      subset(number, plan, what + " leaves out", atLeast, found);
    }
    if (is.isEmpty()) { // which of several sure faults comes first depends on how fine steps are
      complain(number, plan, what + " finds nothing");
    }
  }

  /**
   * What was seen and the fault that came after it, each by itself: the explorer goes on with
   * daemons as long as it can before the end, so that it meets a fault which a sooner end would
   * have spared; and which of the two comes first does not matter to either.
   */
  private static SortedSet<String> parts(SortedSet<String> outcomes) {
    SortedSet<String> parts = new TreeSet<>();
    for (String o : outcomes) {
      String fault = fault(o);
      parts.add(fault);
      parts.add(o.substring(0, o.length() - fault.length()));
    }
    parts.remove("");
    return parts;
  }

  private void subset(
      int number, Plan plan, String what, SortedSet<String> small, SortedSet<String> large) {
    SortedSet<String> rest = new TreeSet<>(small);
    rest.removeAll(large);
    if (!rest.isEmpty()) {
      complain(number, plan, what + " " + rest);
    }
  }

  private static boolean isNormal(String outcome) {
    return fault(outcome).isEmpty();
  }

  /** The kind of fault that an outcome ends with, or nothing. */
  private static String fault(String outcome) {
    Matcher fault = FAULT.matcher(outcome);
    return fault.find() ? fault.group() : "";
  }

  private static boolean isFault(Finding found, SortedSet<String> outcomes) {
    String kind = found.getClass().getSimpleName();
    return outcomes.stream().anyMatch(o -> fault(o).equals(kind));
  }

  private void complain(int number, Plan plan, String what) {
    complaints.add("program " + number + " of seed " + SEED + ": " + what + "\n" + plan);
  }
}
