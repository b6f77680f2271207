package workbook.explorer.trust;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tries every interleaving of a plan, step by step, without leaving anything out. */
final class BruteForce {
  /**
   * What came of it.
   *
   * @param outcomes all that can be observed, and the kinds of fault
   * @param raced whether two threads race in some interleaving
   */
  record Result(SortedSet<String> outcomes, boolean raced, int states) {}

  /**
   * Runs a plan.
   *
   * @param stale whether reads of plain fields may return older writes
   * @param most gives up, with null, where there are more states
   */
  static @Nullable Result run(Plan plan, boolean stale, int most) {
    Machine machine = new Machine(plan, stale);
    SortedSet<String> outcomes = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    Deque<State> open = new ArrayDeque<>();
    open.push(machine.start());
    while (!open.isEmpty()) {
      State s = open.pop();
      String key = s.key();
      if (!seen.add(key)) {
        continue;
      }
      if (seen.size() > most) {
        return null;
      }
      if (s.failure != null || machine.over(s)) {
        outcomes.add(machine.outcome(s));
        continue;
      }
      List<State> to = new ArrayList<>();
      int movable = 0; // threads that can get on, as opposed to going round
      boolean allMayStay = true;
      boolean spins = false;
      boolean[] moves = new boolean[machine.threads()];
      for (int t = 0; t < machine.threads(); t++) {
        List<State> steps = machine.steps(s, t);
        boolean stays = false;
        for (State n : steps) {
          if (n.pc[t] == s.pc[t] && n.status[t] == s.status[t] && n.failure == null) {
            stays = true;
          } else {
            moves[t] = true;
          }
          to.add(n);
        }
        movable += moves[t] ? 1 : 0;
        spins |= stays && !machine.isDaemon(t);
        allMayStay &= stays || !moves[t];
      }
      if (allMayStay && spins) {
        outcomes.add(machine.seen(s) + "NoProgress");
      } else if (movable == 0) {
        outcomes.add(machine.outcome(s));
      }
      if (movable > 0) {
        for (int t = 0; t < machine.threads(); t++) {
          State woken = machine.wakeUp(s, t);
          if (woken != null) {
            to.add(woken);
          }
        }
      }
      for (State n : to) {
        open.push(n);
      }
    }
    return new Result(outcomes, machine.raced(), seen.size());
  }

  private BruteForce() {}
}
