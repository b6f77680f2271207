package workbook.explorer.trust;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import workbook.explorer.trust.Machine.Kind;

/**
 * The least number of pre-emptions with which a plan without races can fail: by a breadth-first
 * search over all schedules, in which a thread is switched from only where it must wait or is about
 * to do what another thread could notice.
 */
final class FewestPreemptions {
  private record Turn(State state, int thread) {}

  private final Machine machine;
  private final boolean tries;
  private final Map<String, Integer> best = new HashMap<>();
  private final Deque<Turn> open = new ArrayDeque<>();

  private FewestPreemptions(Plan plan) {
    machine = new Machine(plan, false);
    tries = plan.toString().contains("call=TRY, lock");
  }

  /** Counts them; empty where no schedule fails or there are too many states. */
  static OptionalInt of(Plan plan, int most) {
    return new FewestPreemptions(plan).search(most);
  }

  private OptionalInt search(int most) {
    List<State> first = new ArrayList<>();
    settle(machine.start(), 0, first);
    for (State s : first) {
      reach(s, 0, 0, 0);
    }
    while (!open.isEmpty()) {
      Turn turn = open.poll();
      State s = turn.state();
      int me = turn.thread();
      int cost = best.get(key(s, me));
      if (s.failure != null) {
        return OptionalInt.of(cost);
      }
      if (machine.over(s)) {
        continue;
      }
      if (best.size() > most) {
        return OptionalInt.empty();
      }
      int held = heldBack(s);
      boolean meReady = me != held && !machine.steps(s, me).isEmpty();
      int ready = held < 0 ? 0 : 1;
      for (int t = 0; t < machine.threads(); t++) {
        if (t == held) {
          continue;
        }
        List<State> after = new ArrayList<>();
        for (State n : machine.steps(s, t)) {
          settle(n, t, after);
        }
        for (State n : after) {
          reach(n, t, cost, meReady && t != me ? 1 : 0);
        }
        ready += after.isEmpty() ? 0 : 1;
      }
      if (ready == 0) {
        return OptionalInt.of(cost);
      }
      for (int t = 0; t < machine.threads(); t++) {
        State woken = machine.wakeUp(s, t);
        if (woken != null) {
          List<State> after = new ArrayList<>();
          List<State> in = machine.steps(woken, t);
          for (State n : in) {
            settle(n, t, after);
          }
          for (State n : in.isEmpty() ? List.of(woken) : after) {
            reach(n, t, cost, 1);
          }
        }
      }
    }
    return OptionalInt.empty();
  }

  /** The thread whose end waits for daemons, since it is the last that is none; or -1. */
  private int heldBack(State s) {
    int last = -1;
    boolean daemons = false;
    for (int t = 0; t < machine.threads(); t++) {
      if (machine.isDaemon(t)) {
        daemons |= !machine.steps(s, t).isEmpty() || machine.wakeUp(s, t) != null;
      } else if (s.status[t] != State.DONE) {
        if (last >= 0) {
          return -1;
        }
        last = t;
      }
    }
    boolean ends =
        last >= 0
            && s.status[last] == State.RUNNING
            && machine.next(s, last).kind() == Kind.END
            && s.lockOwner[0] != last
            && s.lockOwner[1] != last;
    return ends && daemons ? last : -1;
  }

  private static String key(State s, int thread) {
    return thread + s.key();
  }

  private void reach(State s, int thread, int cost, int more) {
    Integer known = best.get(key(s, thread));
    if (known == null || known > cost + more) {
      best.put(key(s, thread), cost + more);
      if (more == 0) {
        open.addFirst(new Turn(s, thread));
      } else {
        open.addLast(new Turn(s, thread));
      }
    }
  }

  /** Goes on with the thread as long as nobody could notice. */
  private void settle(State s, int t, List<State> to) {
    boolean over = s.failure != null || s.status[t] != State.RUNNING;
    if (over || isStep(machine.next(s, t), s, t)) {
      to.add(s);
      return;
    }
    Machine.Ins i = machine.next(s, t);
    for (State n : machine.steps(s, t)) {
      if (i.kind() == Kind.START) {
        List<State> child = new ArrayList<>();
        settle(n, i.a(), child);
        child.forEach(c -> settle(c, t, to));
      } else {
        settle(n, t, to);
      }
    }
  }

  private boolean isStep(Machine.Ins i, State s, int t) {
    return switch (i.kind()) {
      case WAIT, NOTIFY, NOTIFY_ALL, START -> false;
      case ENTER -> s.owner[i.a()] != t;
      case LOCK, TRY_LOCK -> s.lockOwner[i.a()] != t;
      case EXIT -> false;
      case UNLOCK -> tries && s.lockDepth[i.a()] == 1;
      case READ -> Stmt.Field.values()[i.b()].isVolatile();
      case WRITE -> Stmt.Field.values()[i.a()].isVolatile();
      default -> true;
    };
  }
}
