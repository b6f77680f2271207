package workbook.explorer.runtime;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Finding;
import workbook.explorer.trace.Finding.Waiting;
import workbook.explorer.trace.Place;
import workbook.explorer.trace.Step;

/** One run of a scenario under one schedule: exactly one simulated thread runs at a time. */
public final class Execution {
  /** How a run ended. */
  public enum End {
    PASSED,
    FAILED,
    /** The chooser stopped it. */
    STOPPED
  }

  private static final int MOST_THREADS = 64;
  private static final int STREAK = 60;
  private static final int LONGEST_WAIT_FOR_DAEMONS = 200;
  private static final int LIVELOCK = 50;

  /**
   * This part of the steps of a long fair run must repeat for it to count as one without an end.
   */
  private static final double REPEATING = 0.75;

  private static final int LONG = 1_000;

  private static final int MOST_OLDER_WRITES = 3;

  /** The longest list whose places are locations of their own. */
  private static final int MOST_PLACES = 64;

  private static final long LOOPS_BEFORE_TURN = 20_000;
  private static final long LOOPS_BEFORE_STUCK = 3_000_000;
  static final long EPOCH_MILLIS = 1_767_225_600_000L; // 2026-01-01T00:00Z

  /** Whether it matters in which order the threads end that are no daemons. */
  private static final int ENDS_SEEN_BY_DAEMONS = Site.key("which threads a daemon sees end");

  private static @Nullable Execution current;

  /** The run that this code is part of, or null outside of any. */
  public static @Nullable Execution current() {
    return current;
  }

  /** Leaves the simulated world for as long as it takes to initialise a class for real. */
  public static void outside(Runnable action) {
    Execution saved = current;
    current = null;
    try {
      action.run();
    } finally {
      current = saved;
    }
  }

  private final Chooser chooser;
  private final Limits limits;
  private final BitSet racyKeys;
  private final @Nullable Trace trace;
  private final ClassLoader code;

  /** What a fair run is watched for; null in all others. */
  private final @Nullable Circle circle;

  /** Threads that come back for as long as others have not done their work. */
  private final Set<SimThread> regulars = new HashSet<>();

  private final List<SimThread> threads = new ArrayList<>();
  private final List<Op> made = new ArrayList<>();
  private final IdentityHashMap<Object, Shadow> shadows = new IdentityHashMap<>();
  private final IdentityHashMap<Object, Integer> identities = new IdentityHashMap<>();

  /** Whose contents views, wrappers and iterators show. */
  final IdentityHashMap<Object, Contents.Origin> origins = new IdentityHashMap<>();

  private final IdentityHashMap<Object, SimThread> faces = new IdentityHashMap<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Integer, ClassInit> inits = new HashMap<>();
  private final Map<Integer, Shadow> statics = new HashMap<>();
  private final BitSet newRacyKeys = new BitSet();
  private final Fences fences = new Fences();
  private final Shared ends = new Shared("ends of threads");
  private boolean racyCollection;
  private @Nullable Finding race;
  private final List<String> observed = new ArrayList<>();

  private SimThread running;
  private SimThread next;
  private int decisions;
  private boolean over;
  private @Nullable SimThread timeReader;
  private int timeReads;
  private boolean tooLong;
  private boolean hashesChosen;
  private boolean hashesCollide;
  private int early;
  private int spurious;
  private boolean curtain;
  private int heldBack;
  private boolean cutOff;
  private long now;
  private @Nullable End end;
  private @Nullable Finding finding;
  private @Nullable String pinnedAt;

  // what the read hook leaves for the hook that gets the value
  private @Nullable Location got;
  private Trace.@Nullable Entry gotEntry;
  private Location.@Nullable Write override;

  // scratch of decide()
  private final List<SimThread> candidates = new ArrayList<>();
  private final List<SimThread> alternatives = new ArrayList<>();
  private int[] costs = new int[8];

  /**
   * Prepares a run.
   *
   * @param racyKeys the fields, by {@link Site#key}, each access to which is a step of its own
   * @param code defines the classes under test; lines of other classes are not told
   */
  public Execution(
      Chooser chooser, Limits limits, BitSet racyKeys, boolean recording, ClassLoader code) {
    this.chooser = chooser;
    this.limits = limits;
    this.racyKeys = racyKeys;
    this.trace = recording ? new Trace() : null;
    this.code = code;
    this.circle = chooser.fairSteps() > 0 ? new Circle(chooser.fairSteps()) : null;
    this.running = new SimThread(0, null, "main");
    this.next = running;
  }

  // ---------------------------------------------------------------------------------- the run

  /** Runs it to its end. */
  public End run(Body scenario) {
    if (current != null) {
      throw new IllegalStateException("an exploration within an exploration");
    }
    current = this;
    try {
      SimThread main = running;
      main.clock = Clock.tick(main.clock, 0);
      prepare(main, scenario);
      while (end == null) {
        running = next;
        requireNonNull(running.coroutine).resume();
      }
    } finally {
      if (end == null) {
        end = End.STOPPED;
      }
      over = true;
      for (SimThread t : threads) {
        if (!t.done && t.coroutine != null) {
          running = t;
          t.coroutine.abandon();
        }
      }
      current = null;
    }
    return requireNonNull(end);
  }

  private void prepare(SimThread thread, Body body) {
    if (threads.size() == MOST_THREADS) {
      notModelled("more than " + MOST_THREADS + " threads", place());
    }
    threads.add(thread);
    thread.life.addHolder(thread);
    thread.coroutine = Coroutine.of(() -> live(thread, body));
  }

  private void live(SimThread me, Body body) {
    try {
      body.run();
    } catch (Coroutine.Abort over) {
      throw over;
    } catch (Coroutine.Pinned pinned) {
      failPinned();
      return;
    } catch (Throwable e) {
      if (end != null) {
        return;
      }
      if (e instanceof NoSuchMethodError || e instanceof AbstractMethodError) {
        end = End.FAILED;
        finding = new Finding.NotModelled(String.valueOf(e.getMessage()), placeOf(e));
        return;
      }
      died(me, e);
      return;
    }
    try {
      if (end != null) {
        return;
      }
      Op op = new Op(me, Step.Kind.END, "ends", me.life, true);
      if (!me.daemon && racyKeys.get(ENDS_SEEN_BY_DAEMONS)) {
        op.also = ends;
      }
      perform(op);
      if (me.optimism != null) {
        me.optimism.end();
      }
      release(me.life);
      if (!me.held.isEmpty()) {
        Shared lock = me.held.get(0);
        fail(
            new Finding.LeakedLock(
                me.name, lock.name(this), me.taken.getOrDefault(lock, Place.NOWHERE)));
        return;
      }
      me.done = true;
      me.life.removeHolder(me);
      decide(null);
    } catch (Coroutine.Pinned pinned) {
      failPinned();
    }
  }

  private void failPinned() {
    if (end == null) {
      end = End.FAILED;
      finding = new Finding.NotModelled("waiting within " + pinnedAt, Place.NOWHERE);
    }
  }

  private void died(SimThread me, Throwable e) {
    Place at = placeOf(e);
    record(me, Step.Kind.EXCEPTION, at, "dies of " + inTheLearnersWords(e.toString()), null, null);
    List<Finding.Interleaving> evidence = trace == null ? List.of() : trace.interleavings();
    String message = inTheLearnersWords(String.valueOf(e.getMessage()));
    end = End.FAILED;
    finding =
        e instanceof AssertionError
            ? new Finding.AssertionFailed(me.name, message, at, evidence)
            : new Finding.UncaughtException(me.name, e.getClass().getName(), message, at, evidence);
  }

  /** Leaves out what the rewriting has put into the code, which the JVM's messages speak of. */
  private static String inTheLearnersWords(String message) {
    return message
        .replaceAll(
            "the return value of \"workbook\\.explorer\\.runtime\\.Hooks\\.\\w+\\([^)]*\\)\"",
            "what was read")
        .replace("workbook.explorer.model.", "java.");
  }

  /** Ends the run with this finding; does not return to the code under test. */
  void fail(Finding found) {
    if (end == null) {
      end = End.FAILED;
      finding = found;
    }
    leave();
  }

  private void leave() {
    try {
      requireNonNull(running.coroutine).leave();
    } catch (Coroutine.Pinned pinned) {
      // the error itself unwinds the code; the run has ended
    }
    throw new Coroutine.Abort();
  }

  /** Ends the run because something has no model. */
  public void notModelled(String name, Place at) {
    fail(new Finding.NotModelled(name, at));
  }

  // ------------------------------------------------------------------------------ one step

  SimThread me() {
    return running;
  }

  /**
   * Makes a step: lets others go first as the chooser wants, then returns when it is this thread's
   * turn.
   */
  Op.Outcome perform(Op op) {
    SimThread me = op.thread;
    if (end != null) {
      leave();
    }
    me.next = op;
    if (me.daemon && op.on instanceof SimThread.Life life && !life.of.daemon) {
      newRacyKeys.set(ENDS_SEEN_BY_DAEMONS);
    }
    if (trace != null) {
      waitingAt.put(me, place());
    }
    SimThread primer = me.primer;
    if (primer != null) {
      me.primer = null;
      next = primer;
      giveWay(me, op);
    } else {
      if (trace != null && op.waits() && !op.isReady() && op.kind == Step.Kind.LOCK) {
        blocked(op);
      }
      decide(me);
      if (end != null || next != me) {
        giveWay(me, op);
      }
    }
    me.next = null;
    me.spin.sinceStep = 0;
    made(op);
    Shared on = op.on;
    if (on != null) {
      if (op.access != Op.Access.LOOK) {
        on.version++;
        if (op.kind != Step.Kind.LOCK && op.kind != Step.Kind.UNLOCK) {
          me.spin.mayBeEffect();
        }
      } else {
        me.spin.saw(on);
      }
    }
    if (op.also != null && op.alsoAccess != Op.Access.LOOK) {
      op.also.version++;
    }
    if (op.outcome == Op.Outcome.TIMED_OUT) {
      now = Math.max(now, op.deadline);
    }
    if (trace != null && op.kind != Step.Kind.YIELD) {
      record(me, op.kind, place(), op.what, on, null);
    }
    return op.outcome;
  }

  private void made(Op op) {
    op.seq = op.thread.steps++;
    made.add(op);
    if (circle != null) {
      circle.made(op);
    }
  }

  private void giveWay(SimThread me, Op op) {
    pinnedAt = op.what;
    requireNonNull(me.coroutine).leave();
    if (end != null) {
      throw new Coroutine.Abort();
    }
  }

  /**
   * Undoes what a step told of itself: it has changed nothing, as a failed compare-and-set. For the
   * search it was a look then.
   */
  @SuppressWarnings("ReferenceEquality") // it is about the very same object
  void unchanged(Shared on) {
    on.version--;
    running.spin.noEffect();
    running.spin.saw(on);
    Op last = made.getLast();
    if (last.on == on) {
      last.access = Op.Access.LOOK;
      if (circle != null) {
        circle.unchanged(last);
      }
    }
  }

  private void decide(@Nullable SimThread me) {
    if (circle != null) {
      decideFairly(circle);
      return;
    }
    candidates.clear();
    alternatives.clear();
    int open = 0;
    SimThread last = null;
    int n = threads.size();
    int from = me == null ? running.id : me.id;
    for (int k = 0; k < n; k++) {
      SimThread t = threads.get((from + k) % n);
      Op op = t.next;
      if (t.done || op == null) {
        continue;
      }
      if (op.isReady()) {
        op.outcome = Op.Outcome.READY;
        candidates.add(t);
      } else if (op.interruptible && t.interrupted) {
        op.outcome = Op.Outcome.INTERRUPTED;
        candidates.add(t);
      } else if (op.deadline >= 0 && op.mayTimeOut.getAsBoolean()) {
        op.outcome = Op.Outcome.TIMED_OUT;
        alternatives.add(t);
      } else if (op.maySpuriously
          && spurious < limits.spuriousWakeups()
          && op.mayTimeOut.getAsBoolean()) {
        op.outcome = Op.Outcome.SPURIOUS;
        alternatives.add(t);
      }
      if (!t.daemon) {
        open++;
        last = t;
      }
    }
    if (open == 0) {
      allEnded();
      return;
    }
    if (++decisions > limits.steps()) {
      tooLong = true;
      if (decisions > LIVELOCK * limits.steps()) {
        stuckInAct(running, Finding.NoProgress.Reason.LIVELOCK);
        return;
      }
    }
    deferIdle();
    curtain = open == 1 && holdsBack(requireNonNull(last));
    boolean meReady = me != null && !candidates.isEmpty() && candidates.get(0) == me;
    boolean lazy =
        meReady
            && candidates.size() > 1
            && (requireNonNull(requireNonNull(me).next).lazy || me.streak > STREAK);
    if (lazy) {
      candidates.add(candidates.remove(0));
    }
    int ready = candidates.size();
    if (ready == 0 && curtain) {
      alternatives.removeIf(t -> !mayStillCome(t));
      chooseSleeper();
    } else if (ready == 0) {
      alternatives.removeIf(t -> requireNonNull(t.next).outcome == Op.Outcome.SPURIOUS);
      if (alternatives.isEmpty()) {
        stuck();
        return;
      }
    } else {
      alternatives.removeIf(t -> !mayBeEarly(t));
    }
    if (alternatives.size() > 1) {
      alternatives.sort(Comparator.comparingLong(t -> requireNonNull(t.next).deadline));
    }
    candidates.addAll(alternatives);
    if (costs.length < candidates.size()) {
      costs = new int[candidates.size() * 2];
    }
    for (int i = 0; i < candidates.size(); i++) {
      boolean preempts = meReady && candidates.get(i) != me && !lazy;
      boolean repeats = lazy && candidates.get(i) == me;
      boolean early = i >= ready && (i > 0 || isSpurious(candidates.get(i)));
      costs[i] = preempts || repeats || early ? 1 : 0;
    }
    int choice = tooLong ? 0 : chooser.thread(this, candidates, costs);
    if (choice == Chooser.STOP) {
      end = End.STOPPED;
      return;
    }
    next = candidates.get(choice);
    if (requireNonNull(next.next).lazy || (curtain && choice >= ready)) {
      next.turns++;
    }
    if (choice >= ready && isSpurious(next)) {
      spurious++;
    } else if (choice >= ready && choice > 0) {
      early++;
    }
    if (next == me && !lazy) {
      me.streak++;
    } else {
      next.streak = 0;
    }
  }

  private void allEnded() {
    end = End.PASSED;
    for (SimThread t : threads) {
      if (!t.done && !t.daemon) {
        stuck();
        return;
      }
    }
  }

  /** Nobody is passed over, nothing ends before its time, and nobody wakes up for no reason. */
  private void decideFairly(Circle seen) {
    candidates.clear();
    alternatives.clear();
    boolean open = false;
    for (SimThread t : threads) {
      Op op = t.next;
      if (t.done || op == null) {
        continue;
      }
      open |= !t.daemon;
      if (op.isReady()) {
        op.outcome = Op.Outcome.READY;
        candidates.add(t);
      } else if (op.interruptible && t.interrupted) {
        op.outcome = Op.Outcome.INTERRUPTED;
        candidates.add(t);
      } else if (op.deadline >= 0 && op.mayTimeOut.getAsBoolean()) {
        op.outcome = Op.Outcome.TIMED_OUT;
        (op.deadline <= now && !op.patient ? candidates : alternatives).add(t);
      }
    }
    if (!open) {
      allEnded();
      return;
    }
    if (candidates.isEmpty()) {
      long first = Long.MAX_VALUE;
      for (SimThread t : alternatives) {
        first = Math.min(first, requireNonNull(t.next).deadline);
      }
      for (SimThread t : alternatives) {
        if (requireNonNull(t.next).deadline == first) {
          candidates.add(t);
        }
      }
    }
    if (candidates.isEmpty()) {
      stuck();
      return;
    }
    if (seen.isDecided()) {
      SimThread starved = passedOver();
      if (circle() == 0) {
        end = End.STOPPED;
      } else if (starved == null) {
        stuckInAct(running, Finding.NoProgress.Reason.LIVELOCK);
      } else {
        stuckInAct(starved, Finding.NoProgress.Reason.STARVATION);
      }
      return;
    }
    int[] none = new int[candidates.size()];
    next = candidates.get(chooser.thread(this, candidates, none));
  }

  /** The first thread for which those who come back do so; null where nobody comes back. */
  private @Nullable SimThread passedOver() {
    if (regulars.isEmpty()) {
      return null;
    }
    for (SimThread t : threads) {
      boolean waitsForEnds = t.next != null && t.next.on instanceof SimThread.Life;
      if (!t.done && !t.daemon && !waitsForEnds && !regulars.contains(t)) {
        return t;
      }
    }
    return null;
  }

  /**
   * Lets threads that only yield or spin go on a few times; then it is the turn of those that have
   * something to do.
   */
  private void deferIdle() {
    boolean busy = false;
    for (SimThread t : candidates) {
      busy |= !requireNonNull(t.next).lazy;
    }
    if (busy) {
      candidates.removeIf(t -> requireNonNull(t.next).lazy && t.turns >= limits.turns());
    }
  }

  /**
   * Lets daemons go on as long as they can before the last other thread ends, and the run with it.
   *
   * <p>A run may end before any of their steps; what they would still have done may be what another
   * thread could have met, had they been faster. An end that waits for them keeps all of that in
   * each run, where the search sees which steps it would have to turn round, and leaves nothing
   * out: a run that ends sooner is the beginning of one that does not. A thread that keeps a lock
   * does not wait: its end is a fault, whatever the daemons would have done.
   */
  private boolean holdsBack(SimThread last) {
    if (requireNonNull(last.next).kind != Step.Kind.END
        || !last.held.isEmpty()
        || cutOff
        || tooLong) {
      return false;
    }
    boolean others = candidates.size() > 1;
    for (SimThread t : alternatives) {
      others |= mayStillCome(t);
    }
    if (others && heldBack++ == LONGEST_WAIT_FOR_DAEMONS) {
      cutOff = true;
      return false;
    }
    if (others) {
      candidates.remove(last);
    }
    return others;
  }

  /**
   * Where nobody can go on but by waking up for no reason, which only so many may, whoever does
   * takes the chance from the others: each of them must be tried.
   */
  private void chooseSleeper() {
    if (alternatives.size() > 1 && alternatives.stream().allMatch(Execution::isSpurious)) {
      SimThread chosen = alternatives.get(choose(alternatives.size()));
      alternatives.clear();
      alternatives.add(chosen);
    }
  }

  private boolean mayStillCome(SimThread t) {
    return isSpurious(t) || (!requireNonNull(t.next).patient && t.turns < limits.turns());
  }

  private static boolean isSpurious(SimThread t) {
    return requireNonNull(t.next).outcome == Op.Outcome.SPURIOUS;
  }

  private boolean mayBeEarly(SimThread t) {
    Op op = requireNonNull(t.next);
    return op.outcome == Op.Outcome.SPURIOUS || (!op.patient && early < limits.earlyTimeouts());
  }

  // ------------------------------------------------------------------- what goes wrong in time

  private void stuck() {
    SimThread spinner = null;
    for (SimThread t : threads) {
      if (!t.done && t.next != null && t.next.kind == Step.Kind.SPIN && !t.daemon) {
        spinner = t;
        break;
      }
    }
    end = End.FAILED;
    if (spinner != null) {
      stuckInAct(
          spinner,
          spinner.spin.stale()
              ? Finding.NoProgress.Reason.WRITE_NEVER_SEEN
              : Finding.NoProgress.Reason.SPINS_FOR_EVER);
      return;
    }
    List<SimThread> cycle = cycle();
    List<SimThread> waiting = new ArrayList<>();
    List<SimThread> leaves = new ArrayList<>();
    for (SimThread t : threads) {
      if (!t.done && !cycle.contains(t) && !t.daemon) {
        waiting.add(t);
        if (blocker(t) == null) {
          leaves.add(t);
        }
      }
    }
    if (!cycle.isEmpty()) {
      finding = new Finding.Deadlock(waits(cycle), waits(waiting));
    } else if (threads.get(0).done) {
      finding = new Finding.ThreadLeft(waits(waiting));
    } else {
      waiting.removeAll(leaves);
      leaves.addAll(waiting);
      finding = new Finding.LostWakeup(waits(leaves), signals());
    }
  }

  private void stuckInAct(SimThread t, Finding.NoProgress.Reason reason) {
    end = End.FAILED;
    List<SimThread> others = new ArrayList<>(threads);
    others.removeIf(o -> o == t || o.done);
    Place at = t.next == null ? place() : blockedAt(t);
    finding = new Finding.NoProgress(t.name, at, reason, waits(others));
  }

  private List<SimThread> cycle() {
    for (SimThread first : threads) {
      List<SimThread> path = new ArrayList<>();
      SimThread t = first;
      while (t != null && !t.done && !path.contains(t)) {
        path.add(t);
        t = blocker(t);
      }
      if (t != null && !t.done && path.contains(t)) {
        return path.subList(path.indexOf(t), path.size());
      }
    }
    return List.of();
  }

  private static @Nullable SimThread blocker(SimThread t) {
    Op op = t.next;
    if (t.done || op == null || op.on == null || awaitsSignal(op)) {
      return null;
    }
    for (SimThread holder : op.on.holders()) {
      return holder;
    }
    return null;
  }

  private static boolean awaitsSignal(Op op) {
    return op.kind == Step.Kind.WAKE && op.mayTimeOut.getAsBoolean();
  }

  private List<Waiting> waits(List<SimThread> waiting) {
    List<Waiting> all = new ArrayList<>();
    for (SimThread t : waiting) {
      Op op = t.next;
      SimThread by = blocker(t);
      String what =
          op == null || op.on == null
              ? op == null ? "its turn" : op.what
              : awaitsSignal(op) ? "a signal on " + op.on.name(this) : op.on.name(this);
      all.add(
          new Waiting(t.name, what, by == null || by == t ? null : by.name, blockedAt(t), held(t)));
    }
    return List.copyOf(all);
  }

  private List<Finding.Signal> signals() {
    List<Finding.Signal> all = new ArrayList<>();
    if (trace != null) {
      for (Trace.Told s : trace.signals) {
        all.add(
            new Finding.Signal(
                trace.numberOf(s.entry()),
                s.thread().name(),
                s.on().name(this),
                s.all(),
                s.entry().at,
                s.woken().stream().map(SimThread::name).toList(),
                s.left().stream().map(SimThread::name).toList()));
      }
    }
    return List.copyOf(all);
  }

  // -------------------------------------------------------------------------------- threads

  /** Starts a thread; it runs at once to its first step, which no other thread can notice. */
  SimThread start(String name, boolean daemon, @Nullable Object face, Body body) {
    SimThread parent = running;
    SimThread child = new SimThread(threads.size(), parent, name);
    child.daemon = daemon;
    child.face = face;
    if (face != null) {
      faces.put(face, child);
    }
    child.clock = Clock.tick(Clock.join(Clock.ZERO, parent.clock), child.id);
    parent.clock = Clock.tick(parent.clock, parent.id);
    if (trace != null) {
      record(parent, Step.Kind.START, place(), "starts " + name, null, null);
    }
    prepare(child, body);
    parent.spin.effect();
    child.primer = parent;
    next = child;
    pinnedAt = "the start of a thread";
    requireNonNull(parent.coroutine).leave();
    if (end != null) {
      throw new Coroutine.Abort();
    }
    return child;
  }

  @Nullable SimThread threadOf(Object face) {
    return faces.get(face);
  }

  void setFace(SimThread thread, Object face) {
    thread.face = face;
    faces.put(face, thread);
  }

  // ------------------------------------------------------------------------- happens-before

  void acquire(Shared from) {
    running.clock = Clock.join(running.clock, from.clock);
  }

  void release(Shared to) {
    SimThread me = running;
    to.clock = Clock.join(to.clock, me.clock);
    me.clock = Clock.tick(me.clock, me.id);
  }

  /**
   * Notes what happened before a final field was set, as JLS 17.5 has it.
   *
   * <p>It is set, and so noted, a little before the constructor's end, at which the specification
   * freezes it; what comes between is not promised to anybody here.
   */
  void freeze(Shadow object) {
    SimThread me = running;
    object.frozen = Clock.join(object.frozen, me.clock);
    me.clock = Clock.tick(me.clock, me.id);
  }

  /**
   * Whoever reads a final field, having got the object by whatever race, sees what it leads to as
   * it was when the field was set.
   *
   * <p>The specification promises that of what is reached through the field; here it holds of
   * everything that the thread reads from now on. The race by which the object came is told either
   * way, so nothing is passed over in silence.
   */
  void readFrozen(Shadow object) {
    running.clock = Clock.join(running.clock, object.frozen);
  }

  void hold(Shared lock) {
    SimThread me = running;
    me.held.add(lock);
    lock.addHolder(me);
    if (trace != null) {
      me.taken.put(lock, place());
    }
  }

  void drop(Shared lock, SimThread holder) {
    holder.held.remove(lock);
    lock.removeHolder(holder);
  }

  // --------------------------------------------------------------------------- fields, arrays

  Shadow shadow(Object o) {
    if (o instanceof Shadowed own) {
      Shadow shadow = own.$shadow();
      if (shadow == null || shadow.run != this) {
        shadow = new Shadow(this);
        own.$shadow(shadow);
      }
      return shadow;
    }
    Shadow shadow = shadows.get(o);
    if (shadow == null) {
      shadow = new Shadow(this);
      shadows.put(o, shadow);
    }
    return shadow;
  }

  Location staticLocation(Site site) {
    Shadow shadow = statics.get(site.key());
    if (shadow == null) {
      shadow = new Shadow(this);
      statics.put(site.key(), shadow);
    }
    return shadow.location(0, site.type());
  }

  void read(Location at, Site site, int index) {
    SimThread me = running;
    if (end != null) {
      leave();
    }
    got = null;
    gotEntry = null;
    override = null;
    if (site.isVolatile()) {
      read(at, site, index, Order.VOLATILE);
      return;
    }
    boolean racy = racyKeys.get(site.key());
    if (racy) {
      perform(new Op(me, Step.Kind.READ, label("reads ", site, index), at, false));
    } else {
      me.spin.saw(at);
    }
    Trace.Mark mark = racy ? markLast(me, at, false) : touched(me, at, site, index, false);
    sawPlain(me, at, site, index, mark);
    if (racy) {
      got = at;
      if (limits.staleReads()
          && !site.what().startsWith("contents of ")
          && !site.type().equals("Object[]")) {
        chooseWrite(me, at, site);
      }
      Location.Write seen = override != null ? override : last(at);
      if (seen != null) {
        me.view.loaded(seen);
      }
    }
  }

  private void sawPlain(
      SimThread me, Location at, Site site, int index, Trace.@Nullable Mark mark) {
    if (unorderedWrite(me, at)) {
      racedWith(me, Clock.get(me.clock, me.id), site, index, at.writeMark, mark);
    } else if (unordered(me, at.orderedWrites)) {
      racedWith(me, Clock.get(me.clock, me.id), site, index, at.orderedMark, mark);
    }
    if (Clock.get(at.reads, me.id) != Clock.get(me.clock, me.id)) {
      at.reads = withEntry(at.reads, me.id, Clock.get(me.clock, me.id));
    }
    if (mark != null) {
      at.markRead(me.id, mark);
    }
  }

  private static Location.@Nullable Write last(Location at) {
    return at.history == null ? null : at.history.getLast();
  }

  /** Whether another thread did what is in these epochs, and nothing orders it before this one. */
  private static boolean unordered(SimThread me, int[] epochs) {
    for (int t = 0; t < epochs.length; t++) {
      if (t != me.id && epochs[t] > Clock.get(me.clock, t)) {
        return true;
      }
    }
    return false;
  }

  // ----------------------------------------------------------- accesses that are more than plain

  /** Reads a volatile field, or any variable in a way that is more than plain. */
  void read(Location at, Site site, int index, Order order) {
    SimThread me = running;
    if (end != null) {
      leave();
    }
    got = null;
    gotEntry = null;
    override = null;
    perform(new Op(me, Step.Kind.READ, label("reads ", site, index), at, false));
    Trace.Mark mark = markLast(me, at, false);
    if (keepsHistory(site, order)) {
      got = at;
      chooseOrdered(me, at, order);
    }
    if (order.synchronises() && (order == Order.VOLATILE || got == null)) {
      acquire(at);
    }
    sawOrdered(me, at, site, index, mark);
  }

  private void sawOrdered(
      SimThread me, Location at, Site site, int index, Trace.@Nullable Mark mark) {
    if (unorderedWrite(me, at)) {
      racedWith(me, Clock.get(me.clock, me.id), site, index, at.writeMark, mark);
    }
    at.orderedReads = withEntry(at.orderedReads, me.id, Clock.get(me.clock, me.id));
    at.orderedMark = mark;
  }

  /**
   * Whether all writes to this variable are kept; where an access is found that may read an older
   * one, the search begins anew, and then they are.
   */
  private boolean keepsHistory(Site site, Order order) {
    boolean kept = racyKeys.get(site.key());
    if (!kept && order != Order.VOLATILE) {
      newRacyKeys.set(site.key());
    }
    return kept;
  }

  private void chooseOrdered(SimThread me, Location at, Order order) {
    List<Location.Write> history = at.history;
    if (history == null) {
      return;
    }
    int last = history.size() - 1;
    int back = 0;
    int options = Math.min(MOST_OLDER_WRITES, last - me.view.floor(me, at, order, fences));
    if (options > 0 && limits.staleReads() && !tooLong && me.view.mayBeBehind(at)) {
      back = chooser.outcome(this, options + 1, 2);
      if (back > 0) {
        override = history.get(last - back);
        me.view.behind(at);
        me.spin.effect(); // a later look may see more, so a loop that looks again waits for nothing
      }
    }
    me.view.saw(me, at, last - back, order);
  }

  /** Writes a volatile field, or any variable in a way that is more than plain. */
  void write(
      Location at,
      Site site,
      int index,
      @Nullable Object value,
      @Nullable Object initial,
      Order order) {
    SimThread me = running;
    if (end != null) {
      leave();
    }
    perform(new Op(me, Step.Kind.WRITE, label("writes ", site, index), at, true));
    Trace.Mark mark = markLast(me, at, true);
    wrote(mark, value);
    tellCircle(value);
    putOrdered(me, at, site, index, value, initial, order, false, mark);
  }

  private void putOrdered(
      SimThread me,
      Location at,
      Site site,
      int index,
      @Nullable Object value,
      @Nullable Object initial,
      Order order,
      boolean update,
      Trace.@Nullable Mark mark) {
    int epoch = Clock.get(me.clock, me.id);
    boolean kept = keepsHistory(site, order);
    if (unorderedWrite(me, at)) {
      raced(site, index, at.writeMark, mark);
    } else {
      for (int t = 0; t < at.reads.length; t++) {
        if (t != me.id
            && at.reads[t] > Clock.get(me.clock, t)
            && racedWith(threads.get(t), at.reads[t], site, index, at.readMark(t), mark)) {
          break;
        }
      }
    }
    at.orderedWrites = withEntry(at.orderedWrites, me.id, epoch);
    at.orderedMark = mark;
    if (kept) {
      List<Location.Write> history = history(at, initial);
      int[] released = me.view.released(me, order);
      if (update) {
        released = Clock.join(released.clone(), history.getLast().released());
      }
      history.add(
          new Location.Write(
              me.id, epoch, me.clock.clone(), value, order, released, fences.next()));
    }
    if (order == Order.VOLATILE || (order.synchronises() && !kept)) {
      release(at);
    } else {
      me.clock = Clock.tick(me.clock, me.id);
    }
  }

  private static List<Location.Write> history(Location at, @Nullable Object initial) {
    List<Location.Write> history = at.history;
    if (history == null) {
      at.history = history = new ArrayList<>(4);
      history.add(Location.Write.initial(initial));
    }
    return history;
  }

  /** The step of what reads and writes at once, which always sees the latest write. */
  void beforeUpdate(Location at, Site site, int index, String what) {
    if (end != null) {
      leave();
    }
    got = null;
    gotEntry = null;
    override = null;
    perform(new Op(running, Step.Kind.UPDATE, label(what + " ", site, index), at, true));
  }

  /** After an update that wrote. */
  void updated(
      Location at,
      Site site,
      int index,
      Order reads,
      Order writes,
      @Nullable Object before,
      @Nullable Object after) {
    SimThread me = running;
    Trace.Mark mark = markLast(me, at, true);
    wrote(mark, after);
    tellCircle(after);
    sawLatest(me, at, site, reads, before);
    sawOrdered(me, at, site, index, mark);
    putOrdered(me, at, site, index, after, before, writes, true, mark);
  }

  /** After an update that wrote nothing: it was a look. */
  void notUpdated(
      Location at, Site site, int index, Order reads, @Nullable Object before, boolean mayBeAgain) {
    SimThread me = running;
    Trace.Mark mark = markLast(me, at, false);
    gotEntry = null;
    unchanged(at);
    if (mayBeAgain) {
      me.spin.effect();
    }
    if (trace != null) {
      Trace.Entry entry = trace.entries.getLast();
      entry.value = show(before);
      entry.what += mayBeAgain ? " -> failed for no reason (spurious)" : " -> failed";
    }
    sawLatest(me, at, site, reads, before);
    sawOrdered(me, at, site, index, mark);
  }

  /** Whether a weak compare-and-set fails that need not. */
  boolean failsSpuriously() {
    View view = running.view;
    boolean fails =
        limits.spuriousWakeups() > 0
            && !tooLong
            && view.mayFail()
            && chooser.outcome(this, 2, 1) == 1;
    if (fails) {
      view.failed();
    }
    return fails;
  }

  private void sawLatest(
      SimThread me, Location at, Site site, Order reads, @Nullable Object before) {
    boolean kept = keepsHistory(site, reads);
    if (kept) {
      me.view.saw(me, at, history(at, before).size() - 1, reads);
    }
    if (reads.synchronises() && (reads == Order.VOLATILE || !kept)) {
      acquire(at);
    }
  }

  /** Keeps accesses before it from moving behind it, and those behind from moving before it. */
  void fence(boolean acquire, boolean release, boolean full) {
    SimThread me = running;
    if (end != null) {
      leave();
    }
    if (full) {
      perform(new Op(me, Step.Kind.OTHER, "puts up a full fence", fences, true));
    }
    me.view.fence(me, acquire, release, full ? fences : null);
  }

  private static int[] withEntry(int[] clock, int thread, int value) {
    if (thread >= clock.length) {
      clock = java.util.Arrays.copyOf(clock, thread + 1);
    }
    clock[thread] = value;
    return clock;
  }

  private static boolean unorderedWrite(SimThread me, Location at) {
    return at.writer >= 0 && at.writer != me.id && at.writeEpoch > Clock.get(me.clock, at.writer);
  }

  private void chooseWrite(SimThread me, Location at, Site site) {
    List<Location.Write> history = at.history;
    if (history == null || history.size() < 2) {
      return;
    }
    List<Location.Write> options = visible(history, me.clock);
    if (options.size() < 2) {
      return;
    }
    Map<Integer, Location.Write> mine = me.sticky.computeIfAbsent(at, k -> new HashMap<>());
    Location.Write before = mine.get(site.id());
    int choice;
    if (before != null && options.indexOf(before) > 0) {
      choice = options.indexOf(before);
    } else {
      choice = chooser.outcome(this, options.size(), 2);
    }
    if (choice > 0) {
      mine.put(site.id(), options.get(choice));
      override = options.get(choice);
      me.spin.sawStale();
    } else {
      mine.remove(site.id());
    }
  }

  /** The writes that a read may return, the latest first, one for each value. */
  private static List<Location.Write> visible(List<Location.Write> history, int[] reader) {
    List<Location.Write> options = new ArrayList<>();
    for (int i = history.size() - 1; i >= 0; i--) {
      Location.Write w = history.get(i);
      boolean overwritten = false;
      for (int j = i + 1; j < history.size() && !overwritten; j++) {
        Location.Write later = history.get(j);
        overwritten = w.happensBefore(later.clock()) && later.happensBefore(reader);
      }
      if (!overwritten && options.stream().noneMatch(o -> sameValue(o.value(), w.value()))) {
        options.add(w);
      }
    }
    return options;
  }

  @SuppressWarnings("ReferenceEquality")
  private static boolean sameValue(@Nullable Object a, @Nullable Object b) {
    return a == b || (a instanceof Number && a.equals(b));
  }

  /** Gives the value that a read returns, which may be an older one than that in memory. */
  @Nullable Object got(@Nullable Object value) {
    Location at = got;
    Location.Write older = override;
    got = null;
    override = null;
    if (at != null && at.history == null) {
      history(at, value);
    }
    if (older != null) {
      value = older.value();
    }
    Trace.Entry entry = gotEntry;
    if (entry != null) {
      gotEntry = null;
      entry.value = show(value);
      entry.what += " -> " + entry.value + (older == null ? "" : Trace.OLDER);
    }
    return value;
  }

  /** Whether the value of the read just made is of interest. */
  boolean wantsValue() {
    return got != null || gotEntry != null;
  }

  void write(Location at, Site site, int index, @Nullable Object value, @Nullable Object initial) {
    SimThread me = running;
    if (end != null) {
      leave();
    }
    if (site.isVolatile()) {
      write(at, site, index, value, initial, Order.VOLATILE);
      return;
    }
    boolean racy = racyKeys.get(site.key());
    if (racy) {
      perform(new Op(me, Step.Kind.WRITE, label("writes ", site, index), at, true));
    } else {
      at.version++;
      me.spin.effect();
    }
    Trace.Mark mark = racy ? markLast(me, at, true) : touched(me, at, site, index, true);
    wrote(mark, value);
    if (racy) {
      tellCircle(value);
    } else if (circle != null) {
      circle.wrote(value);
    }
    putPlain(me, at, site, index, mark);
    if (racy) {
      history(at, initial)
          .add(
              new Location.Write(
                  me.id,
                  at.writeEpoch,
                  me.clock.clone(),
                  value,
                  Order.PLAIN,
                  me.view.released(me, Order.PLAIN),
                  fences.next()));
    }
  }

  private void putPlain(
      SimThread me, Location at, Site site, int index, Trace.@Nullable Mark mark) {
    if (unorderedWrite(me, at)) {
      raced(site, index, at.writeMark, mark);
    } else if (unordered(me, at.orderedWrites) || unordered(me, at.orderedReads)) {
      raced(site, index, at.orderedMark, mark);
    } else {
      for (int t = 0; t < at.reads.length; t++) {
        if (t != me.id
            && at.reads[t] > Clock.get(me.clock, t)
            && racedWith(threads.get(t), at.reads[t], site, index, at.readMark(t), mark)) {
          break;
        }
      }
    }
    at.writer = me.id;
    at.writeEpoch = Clock.get(me.clock, me.id);
    at.writeMark = mark;
  }

  /** Whether the values written to this field matter. */
  boolean wantsValue(Site site) {
    return trace != null || circle != null || racyKeys.get(site.key());
  }

  private void tellCircle(@Nullable Object value) {
    if (circle != null) {
      circle.value(made.getLast(), value);
    }
  }

  private String label(String verb, Site site, int index) {
    return trace == null ? "" : verb + name(site, index);
  }

  private static String name(Site site, int index) {
    return index < 0 ? site.what() : site.what() + "[" + index + "]";
  }

  /** Records a plain access, which is a step in the trace and none for the search. */
  private Trace.@Nullable Mark touched(
      SimThread me, Location at, Site site, int index, boolean write) {
    if (trace == null) {
      return null;
    }
    if (!site.isVolatile()) {
      record(
          me,
          write ? Step.Kind.WRITE : Step.Kind.READ,
          site.place(),
          label(write ? "writes " : "reads ", site, index),
          at,
          null);
    }
    return markLast(me, at, write);
  }

  private Trace.@Nullable Mark markLast(SimThread me, Location at, boolean write) {
    if (trace == null) {
      return null;
    }
    if (at.firstThread < 0) {
      at.firstThread = me.id;
    } else if (at.firstThread != me.id) {
      at.sharedByThreads = true;
    }
    Shadow of = at.of;
    if (of.firstThread < 0) {
      of.firstThread = me.id;
    } else if (of.firstThread != me.id) {
      of.sharedByThreads = true;
    }
    Trace.Entry entry = trace.entries.getLast();
    if (!write) {
      gotEntry = entry;
    }
    return new Trace.Mark(me, write, entry);
  }

  private static void wrote(Trace.@Nullable Mark mark, @Nullable Object value) {
    if (mark != null) {
      mark.entry().value = show(value);
      mark.entry().what += " = " + mark.entry().value;
    }
  }

  /** Notes a race with what a thread read in this epoch; says whether it counts already. */
  private boolean racedWith(
      SimThread reader,
      int epoch,
      Site site,
      int index,
      Trace.@Nullable Mark first,
      Trace.@Nullable Mark second) {
    Optimism optimism = reader.optimism;
    if (optimism != null && optimism.isThrownAway(epoch)) {
      return false;
    }
    if (optimism != null && optimism.covers(epoch)) {
      newRacyKeys.set(site.key());
      optimism.doubt(epoch, () -> raced(site, index, first, second));
      return false;
    }
    raced(site, index, first, second);
    return true;
  }

  /** Begins to read without this lock, but under a stamp of it. */
  void optimistic(Shared lock) {
    SimThread me = running;
    Optimism optimism = me.optimism;
    if (optimism == null) {
      me.optimism = optimism = new Optimism();
    }
    me.clock = Clock.tick(me.clock, me.id);
    optimism.begin(lock, Clock.get(me.clock, me.id));
  }

  /** Says whether what was read under the lock's stamp may be used. */
  void validated(Shared lock, boolean good) {
    SimThread me = running;
    Optimism optimism = me.optimism;
    if (optimism != null) {
      if (good) {
        optimism.good(lock);
      } else {
        optimism.bad(lock, Clock.get(me.clock, me.id));
        me.clock = Clock.tick(me.clock, me.id);
      }
    }
  }

  /** Does not ask any more whether what was read under the lock's stamp may be used. */
  void relied(Shared lock) {
    Optimism optimism = running.optimism;
    if (optimism != null) {
      optimism.end(lock);
    }
  }

  private void raced(
      Site site, int index, Trace.@Nullable Mark first, Trace.@Nullable Mark second) {
    if (!racyKeys.get(site.key())) {
      newRacyKeys.set(site.key());
    }
    if (site.what().startsWith("contents of ")) {
      racyCollection = true;
    }
    if (race == null) {
      Finding.Access none = new Finding.Access("?", false, Place.NOWHERE, "?", List.of());
      race =
          new Finding.DataRace(
              name(site, index),
              first == null ? none : first.access(),
              second == null ? none : second.access(),
              false);
    }
  }

  /** One call on an object that is not made for several threads. */
  void contents(Object o, ContentsUse use, Site site) {
    Location at = contentsOf(o);
    Site whole = contentsSite(o, site);
    if (use == ContentsUse.WRITE) {
      writeContents(at, whole, site);
    } else {
      readContents(at, whole, -1);
      if (use != ContentsUse.COUNT && o instanceof List<?> list && hasPlaces(list, whole)) {
        for (int i = 0; i < list.size(); i++) {
          sawBeside(elementOf(o, i), whole, at.readMark(running.id));
        }
      }
    }
    if (trace != null) {
      trace.entries.getLast().what = site.what();
    }
  }

  /**
   * One call on a list that reads or replaces the element in one place, and with it reads how the
   * list is made up.
   */
  void element(Object o, int index, ContentsUse use, Site site) {
    Site whole = contentsSite(o, site);
    if (!(o instanceof List<?> list) || !hasPlaces(list, whole)) {
      contents(o, use, site);
      return;
    }
    Location at = elementOf(o, index);
    if (use == ContentsUse.WRITE) {
      writeContents(at, whole, site);
      sawBeside(contentsOf(o), whole, at.writeMark);
    } else {
      readContents(at, whole, -1);
      sawBeside(contentsOf(o), whole, at.readMark(running.id));
    }
    if (trace != null) {
      trace.entries.getLast().what = site.what();
    }
  }

  private void writeContents(Location at, Site whole, Site site) {
    write(at, whole, -1, site.what(), null);
    progress();
  }

  private void readContents(Location at, Site whole, int index) {
    SimThread me = running;
    read(at, whole, index);
    got = null;
    override = null;
    gotEntry = null;
    me.sticky.remove(at);
  }

  /** The same call reads this location as well. */
  private void sawBeside(Location also, Site whole, Trace.@Nullable Mark mark) {
    running.spin.saw(also);
    sawPlain(running, also, whole, -1, mark);
  }

  /**
   * Whether a list's places are locations of their own. Where threads race on a list anyway, it is
   * one; and so is one that is too long to look at each of them at every step of an iterator.
   */
  private boolean hasPlaces(List<?> list, Site whole) {
    return list.size() <= MOST_PLACES && !racyKeys.get(whole.key());
  }

  /** A library's access to an array's element, of whose value we know nothing. */
  void element(Location at, Site site, int index, boolean write) {
    if (write) {
      write(at, site, index, null, null);
      at.history = null;
    } else {
      readContents(at, site, index);
    }
    outOfReach();
  }

  /** The step just made is one that a replay on real threads cannot hold up. */
  private void outOfReach() {
    if (trace != null) {
      trace.entries.getLast().outOfReach = true;
    }
  }

  private Location elementOf(Object o, int index) {
    return shadow(o).location(1 + index, simpleName(o.getClass()));
  }

  private Location contentsOf(Object o) {
    return shadow(o).location(0, simpleName(o.getClass()));
  }

  /** A call's place in the code, as one where the contents of an object are accessed. */
  private Site contentsSite(Object o, Site site) {
    String type = simpleName(o.getClass());
    String what = "contents of " + type;
    return contentSites.computeIfAbsent(
        new ContentsSite(site.id(), type),
        at -> new Site(at.site, site.place(), what, type, false, 0, Site.key(what)));
  }

  private record ContentsSite(int site, String type) {}

  private final Shared files = new Shared("the files");

  private final Map<ContentsSite, Site> contentSites = new HashMap<>();

  /**
   * One call that holds a monitor while it reads or writes the contents of an object.
   *
   * @param lock whose monitor
   * @param o whose contents
   */
  void atomically(Object lock, Object o, boolean write, Site site) {
    Monitor m = monitor(lock);
    SimThread me = running;
    Location at = contentsOf(o);
    Op op = new Op(me, Step.Kind.OTHER, site.what(), m, true);
    op.ready = () -> m.owner == null || m.owner == me;
    op.also = at;
    op.alsoAccess = write ? Op.Access.CHANGE : Op.Access.LOOK;
    perform(op);
    acquire(m);
    Site whole = contentsSite(o, site);
    if (trace != null) { // told as what it is to others, an access to the contents
      trace.entries.removeLast();
      me.held.add(m);
      Step.Kind kind = write ? Step.Kind.WRITE : Step.Kind.READ;
      String label = label(write ? "writes " : "reads ", whole, -1);
      record(me, kind, site.place(), label, at, null).what = site.what();
      me.held.remove(m);
    }
    Trace.Mark mark = markLast(me, at, write);
    gotEntry = null;
    if (write) {
      putPlain(me, at, whole, -1, mark);
      progress();
    } else {
      sawPlain(me, at, whole, -1, mark);
    }
    release(m);
  }

  /** A step on the scenario's own file system, which is one thing to all that use it. */
  void onFiles(boolean changes, Site site) {
    Op op = new Op(running, Step.Kind.OTHER, site.what(), files, true);
    op.access = changes ? Op.Access.CHANGE : Op.Access.LOOK;
    perform(op);
    outOfReach();
    effect();
    if (changes) {
      progress();
    }
  }

  // ------------------------------------------------------------------------------- monitors

  Monitor monitor(Object o) {
    Shadow shadow = shadow(o);
    Monitor monitor = shadow.monitor;
    if (monitor == null) {
      String type = o instanceof Class<?> c ? simpleName(c) + ".class" : simpleName(o.getClass());
      shadow.monitor = monitor = new Monitor("monitor of " + type);
    }
    return monitor;
  }

  void enter(Object o) {
    Monitor m = monitor(o);
    SimThread me = running;
    if (m.owner == me) {
      m.depth++;
      return;
    }
    Op op = new Op(me, Step.Kind.LOCK, "locks", m, true);
    op.ready = () -> m.owner == null;
    perform(op);
    m.owner = me;
    m.depth = 1;
    acquire(m);
    hold(m);
  }

  void exit(Object o) {
    if (end != null) {
      leave();
    }
    Monitor m = monitor(o);
    if (m.owner != running) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    if (--m.depth == 0) {
      free(m);
    }
  }

  /**
   * Frees a monitor without a step of its own: nothing can be done between it and the thread's next
   * step that others could notice, and who waits is ready from now on.
   */
  private void free(Monitor m) {
    SimThread me = running;
    m.owner = null;
    m.version++;
    drop(m, me);
    release(m);
    made(released(me, m));
    if (trace != null) {
      record(me, Step.Kind.UNLOCK, place(), "unlocks", m, null);
    }
  }

  private static Op released(SimThread me, Shared lock) {
    return released(me, lock, true);
  }

  private static Op released(SimThread me, Shared lock, boolean alone) {
    Op op = new Op(me, Step.Kind.UNLOCK, "unlocks", lock, alone ? Op.Access.CHANGE : Op.Access.ADD);
    op.releases = true;
    return op;
  }

  /**
   * Tells that this thread is about to free a lock. That is a step of its own only where some code
   * looks whether a lock of this type is free instead of waiting for it; nobody else can notice the
   * moment.
   *
   * @param alone whether it held the lock alone; those who share it do not notice each other
   */
  void freeing(Shared lock, boolean alone) {
    if (end != null) {
      leave();
    }
    if (racyKeys.get(lock.observedKey())) {
      Op op = released(running, lock, alone);
      op.releases = false;
      perform(op);
    } else {
      lock.version++;
      made(released(running, lock, alone));
      if (trace != null) {
        record(running, Step.Kind.UNLOCK, place(), "unlocks", lock, null);
      }
    }
  }

  /**
   * Tells of a change that is a step only if any thread {@linkplain #observes looks} at this
   * object.
   */
  void tells(Shared on, String what) {
    if (racyKeys.get(on.observedKey())) {
      perform(new Op(running, Step.Kind.UPDATE, what, on, true));
    } else {
      on.version++;
    }
  }

  /** Tells that this thread looks whether the lock is free. */
  void observes(Shared lock) {
    if (!racyKeys.get(lock.observedKey())) {
      newRacyKeys.set(lock.observedKey());
    }
  }

  void waitOn(Object o, long nanos) throws InterruptedException {
    Monitor m = monitor(o);
    SimThread me = running;
    if (m.owner != me) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    if (me.interrupted) {
      me.interrupted = false;
      throw new InterruptedException();
    }
    int depth = m.depth;
    m.depth = 0;
    m.waiters.add(me);
    me.spin.effect();
    if (trace != null) {
      record(me, Step.Kind.WAIT, place(), "waits", m, null);
    }
    free(m);
    Op op = new Op(me, Step.Kind.WAKE, "wakes up", m, true);
    op.ready = () -> m.owner == null && !m.waiters.contains(me);
    op.mayTimeOut = () -> m.waiters.contains(me);
    op.interruptible = false;
    op.maySpuriously = true;
    if (nanos > 0) {
      op.deadline = now + nanos;
    }
    op.interruptible = true;
    Op.Outcome outcome = perform(op);
    if (outcome != Op.Outcome.READY) {
      m.waiters.remove(me);
      told(outcome);
      if (m.owner != null) {
        Op again = new Op(me, Step.Kind.LOCK, "locks again", m, true);
        again.ready = () -> m.owner == null;
        perform(again);
      }
    }
    m.owner = me;
    m.depth = depth;
    acquire(m);
    hold(m);
    if (outcome == Op.Outcome.INTERRUPTED) {
      me.interrupted = false;
      throw new InterruptedException();
    }
  }

  /** Adds to the last step of the trace how a wait ended. */
  void told(Op.Outcome outcome) {
    if (trace != null && outcome != Op.Outcome.READY) {
      trace.entries.getLast().what +=
          switch (outcome) {
            case READY -> "";
            case TIMED_OUT -> ": its time is up";
            case SPURIOUS -> " for no reason (spurious)";
            case INTERRUPTED -> ": interrupted";
          };
    }
  }

  void signal(Object o, boolean all) {
    Monitor m = monitor(o);
    SimThread me = running;
    if (m.owner != me) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
    signal(m, m.waiters, all);
  }

  /** Moves waiters on: all, or one that the search chooses. */
  void signal(Shared on, List<SimThread> waiters, boolean all) {
    SimThread me = running;
    me.spin.effect();
    List<SimThread> woken = new ArrayList<>();
    if (all) {
      woken.addAll(waiters);
      waiters.clear();
    } else if (!waiters.isEmpty()) {
      woken.add(waiters.remove(waiters.size() == 1 ? 0 : choose(waiters.size())));
    }
    if (trace != null) {
      Trace.Entry entry =
          record(
              me,
              Step.Kind.NOTIFY,
              place(),
              (all ? "signals all on " : "signals one on ")
                  + on.name(this)
                  + ": "
                  + (woken.isEmpty()
                      ? "nobody is waiting"
                      : "wakes " + String.join(", ", woken.stream().map(SimThread::name).toList())),
              on,
              null);
      trace.signals.add(new Trace.Told(me, on, all, entry, woken, List.copyOf(waiters)));
    }
  }

  int choose(int options) {
    return options < 2 ? 0 : tooLong ? 0 : chooser.outcome(this, options, 0);
  }

  // ---------------------------------------------------------------------------------- loops

  boolean loop() {
    SimThread me = running;
    if (end != null) {
      leave();
    }
    boolean wants = me.spin.loop();
    long since = me.spin.sinceStep;
    if (since % LOOPS_BEFORE_TURN == 0) {
      if (since >= LOOPS_BEFORE_STUCK) {
        fail(
            new Finding.NoProgress(
                me.name, place(), Finding.NoProgress.Reason.RUNS_FOR_EVER, List.of()));
      }
      Op op = new Op(me, Step.Kind.YIELD, "goes round and round", null, false);
      op.lazy = true;
      perform(op);
      me.spin.sinceStep = since;
    }
    return wants;
  }

  void arrive(int site, @Nullable Object[] locals) {
    SimThread me = running;
    List<Spin.Seen> seen = me.spin.arrive(site, locals);
    if (seen != null) {
      Op op = new Op(me, Step.Kind.SPIN, "spins", null, false);
      op.lazy = true;
      op.ready =
          () -> {
            for (Spin.Seen s : seen) {
              if (s.changed()) {
                return true;
              }
            }
            return false;
          };
      perform(op);
      me.spin.wokenUp();
    }
  }

  // ------------------------------------------------------------------------------ class init

  void initialise(int id, String className, Body initialiser) throws Throwable {
    ClassInit init = inits.get(id);
    if (init == null) {
      init = new ClassInit("initialisation of " + className);
      inits.put(id, init);
    }
    SimThread me = running;
    if (init.by == me && !init.finished) {
      return;
    }
    if (init.finished && known(init.clock, me.clock)) {
      return;
    }
    ClassInit state = init;
    Op op = new Op(me, Step.Kind.INITIALISE, "initialises " + className, state, true);
    op.ready = () -> state.by == null || state.finished;
    perform(op);
    acquire(state);
    state.contended |= state.by != null && state.by != me;
    if (state.finished) {
      if (trace != null && trace.entries.getLast().kind == Step.Kind.INITIALISE) {
        trace.entries.removeLast();
      }
      return;
    }
    state.by = me;
    state.addHolder(me);
    try {
      initialiser.run();
    } finally {
      state.finished = true;
      state.removeHolder(me);
      state.version++;
      release(state);
      if (end == null) {
        made(released(me, state));
      }
    }
  }

  private static boolean known(int[] earlier, int[] later) {
    for (int i = 0; i < earlier.length; i++) {
      if (earlier[i] > Clock.get(later, i)) {
        return false;
      }
    }
    return true;
  }

  // ----------------------------------------------------------------------------------- time

  /**
   * Virtual nanoseconds since the run began; time passes only where someone waits for it, or looks
   * at it again. Two threads that each look once may see the same time, as they may on a real
   * machine: what needs a number of its own must not take it from the clock.
   */
  long nanoTime() {
    SimThread me = running;
    progress();
    me.spin.effect();
    if (timeReader != me) {
      timeReads = 0;
      timeReader = me;
    }
    if (me.lookedAt == now) {
      // the longer a thread does nothing but look at the clock, the faster it goes
      now += 1_000L << Math.min(30, timeReads++ / 16);
    }
    me.lookedAt = now;
    return now;
  }

  long nanos() {
    return now;
  }

  long currentTimeMillis() {
    return EPOCH_MILLIS + nanoTime() / 1_000_000;
  }

  // -------------------------------------------------------------------------- names and lines

  int identity(Object o) {
    return identities.computeIfAbsent(o, k -> identities.size() + 1);
  }

  /**
   * What code under test sees as an identity hash code: different ones, or, as may happen to any
   * two objects and then for good, the same one.
   */
  int identityHash(Object o) {
    if (!hashesChosen) {
      hashesChosen = true;
      hashesCollide = !tooLong && chooser.outcome(this, 2, 1) == 1;
      if (hashesCollide && trace != null) {
        record(
            running,
            Step.Kind.OTHER,
            place(),
            "meets objects that happen to have the same identity hash code",
            null,
            null);
      }
    }
    return hashesCollide ? 1 : identity(o);
  }

  String number(String type) {
    if (type.startsWith("end of ") || type.startsWith("initialisation of ")) {
      return type;
    }
    int n = numbers.merge(type, 1, Integer::sum);
    return type + "#" + n;
  }

  void effect() {
    running.spin.effect();
    progress();
  }

  /** Something happened that may never happen again in the same way. */
  private void progress() {
    if (circle != null) {
      circle.progress();
    }
  }

  boolean recording() {
    return trace != null;
  }

  void say(String what) {
    if (trace != null) {
      trace.entries.getLast().what = what;
    }
  }

  void observe(String value) {
    observed.add(value);
  }

  void note(Shared on, Step.Kind kind, String what) {
    if (trace != null) {
      record(running, kind, place(), what, on, null);
    }
  }

  void value(@Nullable Object value) {
    tellCircle(value);
    if (trace != null) {
      Trace.Entry entry = trace.entries.getLast();
      entry.value = show(value);
      entry.what += " -> " + entry.value;
    }
  }

  private Trace.Entry record(
      SimThread t,
      Step.Kind kind,
      Place at,
      String what,
      @Nullable Shared on,
      @Nullable String value) {
    boolean named = on != null && !on.type().startsWith("end of ");
    String object = on == null || !named ? null : on.name(this);
    if (on instanceof Location) {
      object =
          kind == Step.Kind.UPDATE ? "writes " + what.substring(what.lastIndexOf(' ') + 1) : what;
    }
    boolean toldAlready =
        on instanceof Location || on instanceof ClassInit || kind == Step.Kind.NOTIFY;
    if (named && !toldAlready) {
      what = what + " " + object;
    }
    Trace.Entry entry = new Trace.Entry(t, kind, at, what, on, object, held(t));
    entry.value = value;
    if (trace != null && !over) { // what is unwound after the end is no part of the schedule
      trace.entries.add(entry);
    }
    return entry;
  }

  private void blocked(Op op) {
    SimThread by = null;
    for (SimThread holder : requireNonNull(op.on).holders()) {
      by = holder;
    }
    record(
        op.thread,
        Step.Kind.BLOCKED,
        place(),
        "must wait" + (by == null ? "" : " for " + by.name + ", who holds"),
        op.on,
        null);
  }

  private List<String> held(SimThread t) {
    return t.held.stream().map(lock -> lock.name(this)).toList();
  }

  private final Map<SimThread, Place> waitingAt = new HashMap<>();

  private Place blockedAt(SimThread t) {
    return waitingAt.getOrDefault(t, Place.NOWHERE);
  }

  /** The line of the code under test that the running thread is in. */
  @SuppressWarnings("ReferenceEquality")
  Place place() {
    if (trace == null) {
      return Place.NOWHERE;
    }
    return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
        .walk(frames ->
            frames
                .filter(f -> f.getDeclaringClass().getClassLoader() == code)
                .findFirst()
                .map(f -> new Place(String.valueOf(f.getFileName()), f.getLineNumber()))
                .orElse(Place.NOWHERE));
  }

  @SuppressWarnings("ReferenceEquality")
  private Place placeOf(Throwable e) {
    for (StackTraceElement f : e.getStackTrace()) {
      try {
        if (Class.forName(f.getClassName(), false, code).getClassLoader() == code) {
          return new Place(String.valueOf(f.getFileName()), f.getLineNumber());
        }
      } catch (ClassNotFoundException | LinkageError notOfTheCode) {
        // a frame of no interest
      }
    }
    return Place.NOWHERE;
  }

  static String simpleName(Class<?> type) {
    String name = type.getName();
    if (type.isArray()) {
      return type.getSimpleName();
    }
    name = name.substring(name.lastIndexOf('.') + 1);
    int lambda = name.indexOf("$$Lambda");
    return lambda >= 0 ? "lambda" : name.substring(name.lastIndexOf('$') + 1);
  }

  static String show(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String s -> '"' + s + '"';
      case Number n -> n.toString();
      case Boolean b -> b.toString();
      case Character c -> "'" + c + "'";
      case Enum<?> e -> e.name();
      default -> simpleName(value.getClass());
    };
  }

  // ------------------------------------------------------------------------------- results

  /** How the run ended. */
  public End end() {
    return end == null ? End.STOPPED : end;
  }

  /** What went wrong, or null. */
  public @Nullable Finding finding() {
    return finding;
  }

  /** A data race that was seen, or null. */
  public @Nullable Finding race() {
    return race;
  }

  /** Whether a race was on a collection, whose broken inside the explorer does not show. */
  public boolean racyCollection() {
    return racyCollection;
  }

  /** The fields found to be raced on, which were not yet known as such. */
  public BitSet newRacyKeys() {
    return newRacyKeys;
  }

  /** After how many steps of a fair run its threads had gone twice round in a circle; or 0. */
  public int circle() {
    return circle == null
        ? 0
        : circle.closed(made.size() < LONG ? 0 : (int) (made.size() * REPEATING));
  }

  /** The running thread would come back. */
  boolean comesBack() {
    regulars.add(running);
    return circle != null;
  }

  /** Whether a thread made a step that one makes who may have to try again, or comes back. */
  public boolean triesAgain() {
    if (!regulars.isEmpty()) {
      return true;
    }
    for (Op op : made) {
      switch (op.kind) {
        case TRY_LOCK, YIELD, SLEEP, SPIN, TIME_OUT -> {
          return true;
        }
        case UPDATE -> {
          if (op.access == Op.Access.LOOK) {
            return true;
          }
        }
        default -> {
          if (op.outcome == Op.Outcome.TIMED_OUT) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** The steps made, in order, for the search. */
  public List<Op> made() {
    return made;
  }

  /** The threads, in the order of their starting. */
  public List<SimThread> threads() {
    return threads;
  }

  /** Whether the run went on for longer than the search wants to choose. */
  public boolean tooLong() {
    return tooLong;
  }

  /** Whether it ended although daemons had still much to do. */
  public boolean cutOff() {
    return cutOff;
  }

  /** What the thread of this name waits for at the end of the run; null where it does not. */
  public Finding.@Nullable Waiting blocked(String name) {
    for (SimThread t : threads) {
      Op op = t.next;
      if (t.name.equals(name) && !t.done && op != null && !op.isReady()) {
        return waits(List.of(t)).get(0);
      }
    }
    return null;
  }

  /**
   * The steps of a thread, numbered from 0, that change what other threads know of; only with a
   * trace.
   */
  public List<Integer> changes(String thread) {
    return trace == null ? List.of() : trace.changes(thread);
  }

  /** What the scenario said to have observed, in order. */
  public List<String> observed() {
    return observed;
  }

  /** All recorded steps, as they must be known to make them happen again on real threads. */
  public List<Forced> forced() {
    return trace == null ? List.of() : trace.forced();
  }

  /** The trace, where it was recorded. */
  public List<Step> steps() {
    return trace == null ? List.of() : trace.steps();
  }
}
