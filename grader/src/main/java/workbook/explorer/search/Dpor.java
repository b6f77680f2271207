package workbook.explorer.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Op.Access;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.SimThread;

/**
 * Dynamic partial-order reduction with source sets and sleep sets: of all schedules that differ
 * only in the order of independent steps it runs one.
 *
 * <p>After Abdulla, Aronsson, Jonsson, Sagonas, "Optimal Dynamic Partial Order Reduction" (POPL
 * 2014), algorithm 1. A step that cannot be made where it would have to be made first (it waits for
 * a lock that another thread holds) is in a race with the step that took the lock, not with the one
 * that freed it; that is the notion of co-enabled steps of Flanagan and Godefroid (POPL 2005).
 */
final class Dpor extends Logging {
  private static final class Node {
    final boolean thread;
    final int options;
    int chosen;
    long enabled;
    long backtrack;
    long done;
    long sleep;

    /** Those of the threads done whose step led to a fault, which the steps of others may avert. */
    long fatal;

    Node(boolean thread, int options) {
      this.thread = thread;
      this.options = options;
    }
  }

  private static final Access[] ACCESSES = Access.values();

  private final List<Node> path = new ArrayList<>();
  private int position;
  private int changed;
  private @Nullable Op last;
  private @Nullable Node lastNode;

  @Override
  int chooseThread(Execution run, List<SimThread> candidates, int[] costs) {
    Node node;
    int choice;
    if (position < path.size()) {
      node = path.get(position);
      choice = find(candidates, node.chosen);
      if (!node.thread || choice < 0) {
        throw new IllegalStateException("the code under test is not deterministic");
      }
    } else {
      node = new Node(true, 0);
      for (SimThread t : candidates) {
        node.enabled |= bit(t.id);
      }
      node.sleep = sleepers(run);
      choice = -1;
      for (int i = 0; i < candidates.size() && choice < 0; i++) {
        if ((node.sleep & bit(candidates.get(i).id)) == 0) {
          choice = i;
        }
      }
      if (choice < 0) {
        return STOP;
      }
      node.chosen = candidates.get(choice).id;
      node.backtrack = bit(node.chosen);
      path.add(node);
    }
    last = candidates.get(choice).next;
    lastNode = node;
    if (last != null) {
      last.decision = position;
    }
    position++;
    return choice;
  }

  private static int find(List<SimThread> candidates, int id) {
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).id == id) {
        return i;
      }
    }
    return -1;
  }

  private static long bit(int thread) {
    return 1L << thread;
  }

  private long sleepers(Execution run) {
    Node before = lastNode;
    Op made = last;
    if (before == null || made == null) {
      return 0;
    }
    long sleep = 0;
    for (SimThread t : run.threads()) {
      Op next = t.next;
      if (((before.sleep | (before.done & ~before.fatal)) & bit(t.id)) != 0
          && next != null
          && !next.dependent(made)) {
        sleep |= bit(t.id);
      }
    }
    return sleep;
  }

  @Override
  int chooseOutcome(int options, int each) {
    if (position == path.size()) {
      path.add(new Node(false, options));
    }
    return path.get(position++).chosen;
  }

  /** Prepares the first run. */
  void start() {
    begin();
    changed = 0;
  }

  private void begin() {
    position = 0;
    last = null;
    lastNode = null;
    clear();
  }

  /** Learns from the run just made and prepares the next; false where there is none. */
  boolean next(Execution run) {
    analyse(run);
    if (run.finding() != null) {
      cutShort();
    }
    while (!path.isEmpty()) {
      Node node = path.getLast();
      if (node.thread) {
        node.done |= bit(node.chosen);
        long left = node.backtrack & ~node.done & ~node.sleep;
        if (left != 0) {
          node.chosen = Long.numberOfTrailingZeros(left);
          break;
        }
      } else if (++node.chosen < node.options) {
        break;
      }
      path.removeLast();
    }
    changed = path.size() - 1;
    begin();
    return !path.isEmpty();
  }

  /**
   * A fault ends the run, so that what other threads would have done is not known: it is in a race
   * with each of them, and depends on all that they do instead. Matters only to a search that goes
   * on after a fault.
   */
  private void cutShort() {
    for (int i = path.size() - 1; i >= 0; i--) {
      Node node = path.get(i);
      if (node.thread) {
        node.backtrack |= node.enabled;
        node.fatal |= bit(node.chosen);
        return;
      }
    }
  }

  // ------------------------------------------------------------------------------- analysis

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Event(Op op, int thread, int seq, int[] clock) {
    boolean before(int[] later) {
      return thread < later.length && later[thread] > seq;
    }
  }

  /**
   * What is known of one object within a run: the clocks of what was done to it, by the kind of
   * access.
   */
  private static final class Notes {
    final int[][] clocks = {{}, {}, {}};
    final List<Integer> events = new ArrayList<>();
  }

  private static Notes notes(Shared s) {
    Object notes = s.notes;
    if (notes instanceof Notes known) {
      return known;
    }
    Notes fresh = new Notes();
    s.notes = fresh;
    return fresh;
  }

  private void analyse(Execution run) {
    List<Op> made = run.made();
    int threads = run.threads().size();
    int[][] clocks = new int[threads][];
    Event[] events = new Event[made.size()];
    int known = 0;
    int chosen = made.size();
    while (chosen > 0 && run.tooLong() && made.get(chosen - 1).decision < 0) {
      chosen--; // what came after the search had given way
    }
    for (Op op : made.subList(0, chosen)) {
      int t = op.thread.id;
      int[] before = clock(clocks, op.thread, events, known);
      if (op.decision >= changed) {
        races(events, known, op, before);
      }
      int[] after = before.clone();
      after = observe(after, op.on, op.access);
      after = observe(after, op.also, op.alsoAccess);
      after = observe(after, op.interrupts(), Access.CHANGE);
      after = at(after, t, op.seq + 1);
      Event event = new Event(op, t, op.seq, after);
      clocks[t] = after;
      leave(op.on, op.access, after, known);
      leave(op.also, op.alsoAccess, after, known);
      leave(op.interrupts(), Access.CHANGE, after, known);
      events[known++] = event;
    }
    for (SimThread t : run.threads()) {
      Op op = t.next;
      if (op != null && !t.done() && !run.tooLong()) {
        op.seq = t.steps;
        races(events, known, op, clock(clocks, t, events, known));
      }
    }
  }

  /** The clock of a thread's next step, as far as it follows from the order within threads. */
  private static int[] clock(int[][] clocks, SimThread t, Event[] events, int known) {
    int[] clock = clocks[t.id];
    if (clock != null) {
      return clock;
    }
    int[] first = {};
    SimThread child = t;
    for (SimThread p = t.parent; p != null; child = p, p = p.parent) {
      int steps = child.parentSteps; // a parent without a step knew what its own parent had told it
      if (steps > 0) {
        for (int i = known - 1; i >= 0; i--) {
          if (events[i].thread == p.id && events[i].seq == steps - 1) {
            first = events[i].clock.clone();
            break;
          }
        }
        break;
      }
    }
    clocks[t.id] = first;
    return first;
  }

  private static int[] at(int[] clock, int thread, int value) {
    if (thread >= clock.length) {
      clock = Arrays.copyOf(clock, thread + 1);
    }
    clock[thread] = value;
    return clock;
  }

  private static int[] join(int[] into, int[] other) {
    if (other.length > into.length) {
      into = Arrays.copyOf(into, other.length);
    }
    for (int i = 0; i < other.length; i++) {
      into[i] = Math.max(into[i], other[i]);
    }
    return into;
  }

  @SuppressWarnings("EnumOrdinal") // an index for as long as a run
  private static int[] observe(int[] clock, @Nullable Shared s, Access access) {
    if (s == null) {
      return clock;
    }
    Notes notes = notes(s);
    for (Access other : ACCESSES) {
      if (access.conflicts(other)) {
        clock = join(clock, notes.clocks[other.ordinal()]);
      }
    }
    return clock;
  }

  @SuppressWarnings("EnumOrdinal") // an index for as long as a run
  private static void leave(@Nullable Shared s, Access access, int[] clock, int event) {
    if (s != null) {
      Notes notes = notes(s);
      int kind = access.ordinal();
      notes.clocks[kind] = join(notes.clocks[kind].clone(), clock);
      if (notes.events.isEmpty() || notes.events.getLast() != event) {
        notes.events.add(event);
      }
    }
  }

  /**
   * Finds the steps with which this one is in a race, and asks for the schedules in which it comes
   * first.
   */
  private void races(Event[] events, int known, Op op, int[] before) {
    List<Integer> near = new ArrayList<>();
    for (Shared s : new @Nullable Shared[] {op.on, op.also, op.interrupts()}) {
      if (s != null) {
        near.addAll(notes(s).events);
      }
    }
    near.sort((a, b) -> b - a);
    int p = op.thread.id;
    List<Event> found = new ArrayList<>();
    int previous = -1;
    for (int i : near) {
      Event e = events[i];
      if (i == previous || e.thread == p || e.before(before) || !e.op.dependent(op)) {
        continue;
      }
      previous = i;
      boolean shielded = false;
      for (Event f : found) {
        shielded |= e.before(f.clock);
      }
      if (shielded || e.op.decision < 0 || (e.op.releases && op.waits())) {
        continue;
      }
      Node node = path.get(e.op.decision);
      boolean idle = true;
      for (int j = i + 1; j < known && idle; j++) {
        idle = events[j].thread != p;
      }
      if (idle && (node.enabled & bit(p)) == 0 && exists(events, i, op.thread)) {
        continue;
      }
      found.add(e);
      askFor(events, known, i, op, before, node);
    }
  }

  /** Whether a thread had been started before an event. */
  private static boolean exists(Event[] events, int i, SimThread thread) {
    SimThread parent = thread.parent;
    if (parent == null) {
      return true;
    }
    int steps = 0;
    for (int k = 0; k < i; k++) {
      if (events[k].thread == parent.id) {
        steps++;
      }
    }
    return steps >= thread.parentSteps;
  }

  private static void noted(int[] first, Event e) {
    if (first[e.thread] < 0) {
      first[e.thread] = e.seq;
    }
  }

  private void askFor(Event[] events, int known, int i, Op op, int[] before, Node node) {
    Event e = events[i];
    int[] first = new int[64];
    Arrays.fill(first, -1);
    long initials = 0;
    boolean preceded = false;
    for (int j = i + 1; j < known; j++) {
      Event v = events[j];
      if (e.before(v.clock)) {
        continue;
      }
      if (first[v.thread] < 0 && !follows(v.clock, first, v.thread)) {
        initials |= bit(v.thread);
      }
      noted(first, v);
      preceded |= v.op.dependent(op);
    }
    int p = op.thread.id;
    if (first[p] < 0 && !preceded && !follows(before, first, p)) {
      initials |= bit(p);
    }
    if ((initials & (node.backtrack | node.sleep)) != 0) {
      return;
    }
    initials &= node.enabled;
    if (initials == 0) {
      node.backtrack |= node.enabled;
    } else if ((initials & bit(p)) != 0) {
      node.backtrack |= bit(p);
    } else {
      node.backtrack |= Long.lowestOneBit(initials);
    }
  }

  private static boolean follows(int[] clock, int[] first, int self) {
    for (int t = 0; t < clock.length; t++) {
      if (t != self && first[t] >= 0 && clock[t] > first[t]) {
        return true;
      }
    }
    return false;
  }
}
