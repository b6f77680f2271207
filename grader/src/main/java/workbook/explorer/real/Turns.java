package workbook.explorer.real;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Forced;
import workbook.explorer.trace.Step;

/**
 * Lets real threads take their steps in the order of a recorded schedule. Code whose order is
 * forced calls it before each step that another thread could notice; what the code then does is the
 * real thing: real fields, real monitors, real waits. One thread runs at a time, from its step to
 * where its next one begins. After the last recorded step all threads run freely.
 *
 * <p>The static methods are called by rewritten code only.
 */
// Waits for the code under test, which has loops of its own; objects are told apart by identity.
@SuppressWarnings({"IdentityHashMapUsage", "WaitNotInLoop"})
public final class Turns {
  private static final long LOOK_MILLIS = 1;
  private static final long NAP_NANOS = 3_000_000;
  private static final int STEADY = 4;

  private static volatile @Nullable Turns current;

  /** A step to be made. */
  private static final class Event {
    final Forced step;
    boolean over;

    Event(Forced step) {
      this.step = step;
    }
  }

  /** A real thread in the part of a recorded one. */
  private static final class Player {
    final Thread thread;
    final String name;
    final List<Event> steps = new ArrayList<>();
    int next;
    boolean waits;
    boolean signalled;
    int idle;

    Player(Thread thread, String name) {
      this.thread = thread;
      this.name = name;
    }
  }

  private final List<Event> order = new ArrayList<>();
  private final Map<Thread, Player> players = new IdentityHashMap<>();
  private final List<String> names;
  private final long patienceNanos;
  private final List<String> taken = new ArrayList<>();
  private int position;
  private @Nullable Player baton;
  private boolean free;
  private @Nullable String lost;
  private long lastMove = System.nanoTime();

  /**
   * Prepares to force an order.
   *
   * @param steps what is to be done by whom, in this order
   * @param threads all threads of the schedule, in the order of their starting
   * @param patience how long to wait for a thread to come to its next step, in nanoseconds
   */
  public Turns(List<Forced> steps, List<String> threads, long patience) {
    for (Forced step : steps) {
      if (isForced(step)) {
        order.add(new Event(step));
      }
    }
    names = List.copyOf(threads);
    patienceNanos = patience;
  }

  private static boolean isForced(Forced step) {
    return switch (step.target()) {
      case LOCATION -> true;
      case MONITOR ->
          switch (step.kind()) {
            case LOCK, WAIT, WAKE, NOTIFY -> true;
            default -> false;
          };
      case OTHER ->
          switch (step.kind()) {
            case START, END, JOIN, BLOCKED, SLEEP, YIELD, INITIALISE, SPIN, EXCEPTION -> false;
            default -> true;
          };
    };
  }

  /** Makes this the order of all rewritten code; null for none. */
  public static void install(@Nullable Turns turns) {
    current = turns;
  }

  /** The real threads that took part. */
  public synchronized List<Thread> threads() {
    return List.copyOf(players.keySet());
  }

  /** Why the order was given up, or null. */
  public synchronized @Nullable String lost() {
    return lost;
  }

  /** Whether the order has come to its end, or was given up. */
  public synchronized boolean over() {
    look();
    return free;
  }

  /** Says which thread plays which part. */
  public synchronized void cast(Thread thread, String name) {
    Player player = new Player(thread, name);
    players.put(thread, player);
    taken.add(name);
    for (Event e : order) {
      if (e.step.thread().equals(name)) {
        player.steps.add(e);
      }
    }
  }

  private @Nullable Player me() {
    Thread thread = Thread.currentThread();
    Player known = players.get(thread);
    if (known == null && names.contains(thread.getName()) && !taken.contains(thread.getName())) {
      cast(thread, thread.getName());
      known = players.get(thread);
    }
    return known;
  }

  // ------------------------------------------------------------------------------- taking turns

  /**
   * Finds the recorded step that the thread is about to make; those before it are not going to be
   * made.
   */
  private static @Nullable Event find(Player me, Predicate<Forced> isIt) {
    for (int i = me.next; i < me.steps.size(); i++) {
      if (isIt.test(me.steps.get(i).step)) {
        return me.steps.get(i);
      }
    }
    return null;
  }

  private static void reached(Player me, Event e) {
    while (me.steps.get(me.next) != e) {
      me.steps.get(me.next++).over = true;
    }
  }

  /**
   * Waits for this thread's turn to make such a step; returns it, or null where it is not part of
   * the order.
   */
  private synchronized @Nullable Forced reach(Predicate<Forced> isIt) {
    Player me = me();
    if (me == null || free) {
      return null;
    }
    Event e = find(me, isIt);
    if (e == null && me.next < me.steps.size()) {
      return null; // a step that makes no difference to any other thread
    }
    pass(me);
    if (e != null) {
      reached(me, e);
    }
    me.waits = true;
    boolean interrupted = false;
    boolean mine = take(me, e);
    while (!mine) {
      try {
        wait(LOOK_MILLIS);
      } catch (InterruptedException notForUs) {
        interrupted = true;
      }
      mine = take(me, e);
    }
    me.waits = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return e != null && e.over ? e.step : null;
  }

  private void pass(Player me) {
    if (baton == me) {
      baton = null;
      notifyAll();
    }
  }

  /**
   * Takes the turn where it is this thread's; with no step left, waits for the end of the order.
   */
  private boolean take(Player me, @Nullable Event e) {
    look();
    if (free) {
      return true;
    }
    if (e == null || baton != null || position == order.size() || order.get(position) != e) {
      return false;
    }
    e.over = true;
    me.next++;
    position++;
    baton = me;
    me.idle = 0;
    lastMove = System.nanoTime();
    return true;
  }

  /** Sees whether whoever has the turn is still at it, and whose turn is next. */
  private synchronized void look() {
    if (free) {
      return;
    }
    Player running = baton;
    if (running != null && isIdle(running)) {
      baton = null;
    }
    while (position < order.size() && order.get(position).over) {
      position++;
    }
    if (baton == null && position == order.size()) {
      setFree(null);
    } else if (System.nanoTime() - lastMove > patienceNanos) {
      Forced step = order.get(Math.min(position, order.size() - 1)).step;
      setFree(
          "thread %s did not come to: %s %s (%s)"
              .formatted(step.thread(), step.kind(), step.label(), step.at()));
    }
  }

  private void setFree(@Nullable String why) {
    free = true;
    lost = why;
    notifyAll();
  }

  private static boolean isIdle(Player player) {
    boolean idle =
        switch (player.thread.getState()) {
          case NEW, RUNNABLE -> false;
          case BLOCKED, WAITING, TIMED_WAITING -> !player.waits;
          case TERMINATED -> true;
        };
    player.idle = idle ? player.idle + 1 : 0;
    return player.thread.getState() == Thread.State.TERMINATED || player.idle > STEADY;
  }

  private synchronized boolean isFree() {
    look();
    return free;
  }

  private synchronized boolean tryTurn(@Nullable Event wake) {
    Player me = me();
    return me == null || (wake != null && take(me, wake)) || isFree();
  }

  private synchronized @Nullable Event waking(Predicate<Forced> isIt) {
    Player me = me();
    if (me == null || free) {
      return null;
    }
    pass(me);
    me.signalled = false;
    Event e = find(me, isIt);
    if (e != null) {
      reached(me, e);
    } else { // it never wakes up
      me.steps.subList(me.next, me.steps.size()).forEach(left -> left.over = true);
      me.next = me.steps.size();
    }
    me.waits = true;
    return e;
  }

  private synchronized boolean woken(@Nullable Event wake) {
    Player me = me();
    if (me == null) {
      return false;
    }
    me.waits = false;
    return me.signalled || (wake != null && wake.over);
  }

  private synchronized void signalled(@Nullable Forced signal) {
    if (signal != null) {
      for (Player p : players.values()) {
        p.signalled |= signal.woken().contains(p.name);
      }
    }
  }

  private static boolean at(Forced step, String file, int line) {
    return step.at().line() == line && step.at().file().equals(file);
  }

  // -------------------------------------------------------------------------- for rewritten code

  /** Before an access to a field, an array's element or a collection. */
  public static void access(String label, String file, int line) {
    Turns t = current;
    if (t != null) {
      t.reach(s ->
          s.target() == Forced.Target.LOCATION && at(s, file, line) && s.label().startsWith(label));
    }
  }

  /** Before a monitor is entered. */
  public static void enter(Object o, String file, int line) {
    Turns t = current;
    if (t != null && !Thread.holdsLock(o)) {
      t.reach(s ->
          s.target() == Forced.Target.MONITOR && s.kind() == Step.Kind.LOCK && at(s, file, line));
    }
  }

  /** Before a call of something of {@code java.util.concurrent} or of a thread. */
  public static void call(String file, int line) {
    Turns t = current;
    if (t != null) {
      t.reach(s -> s.target() == Forced.Target.OTHER && at(s, file, line));
    }
  }

  /** Starts a thread, which then runs alone up to its first step. */
  public static void start(Thread thread) {
    Turns t = current;
    if (t == null) {
      thread.start();
      return;
    }
    synchronized (t) {
      if (t.taken.size() < t.names.size()) {
        t.cast(thread, t.names.get(t.taken.size()));
      }
    }
    thread.start();
    t.firstSteps(thread);
  }

  private synchronized void firstSteps(Thread thread) {
    Player child = players.get(thread);
    boolean interrupted = false;
    while (child != null && !free && !child.waits && !isIdle(child)) {
      try {
        wait(LOOK_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      look();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isMonitor(Forced s, Step.Kind kind, String file, int line) {
    return s.target() == Forced.Target.MONITOR && s.kind() == kind && at(s, file, line);
  }

  private static boolean isOther(Forced s, Step.Kind kind, String file, int line) {
    return s.target() == Forced.Target.OTHER && s.kind() == kind && at(s, file, line);
  }

  /** Waits as {@code o.wait(millis)} until it is this thread's turn to wake up. */
  public static void waitOn(Object o, long millis, String file, int line)
      throws InterruptedException {
    Turns t = current;
    if (t == null || !Thread.holdsLock(o)) {
      o.wait(millis);
      return;
    }
    t.reach(s -> isMonitor(s, Step.Kind.WAIT, file, line));
    t.rest(
        s -> isMonitor(s, Step.Kind.WAKE, file, line),
        () -> o.wait(NAP_NANOS / 1_000_000),
        () -> o.wait(millis));
  }

  /** Waits as {@code condition.await()} until it is this thread's turn to wake up. */
  public static void await(Condition condition, String file, int line) throws InterruptedException {
    Turns t = current;
    if (t == null) {
      condition.await();
      return;
    }
    t.reach(s -> isOther(s, Step.Kind.WAIT, file, line));
    t.rest(
        s -> isOther(s, Step.Kind.WAKE, file, line),
        () -> {
          long left = condition.awaitNanos(NAP_NANOS);
          assert left <= NAP_NANOS;
        },
        condition::await);
  }

  /**
   * Waits as {@code condition.await(time, unit)}, in the order of the schedule but with real time.
   */
  public static boolean await(Condition condition, long time, TimeUnit unit, String file, int line)
      throws InterruptedException {
    call(file, line);
    return condition.await(time, unit);
  }

  /** A way to wait that gives the lock up meanwhile. */
  @FunctionalInterface
  private interface Rest {
    void rest() throws InterruptedException;
  }

  private void rest(Predicate<Forced> isIt, Rest nap, Rest forGood) throws InterruptedException {
    Event wake = waking(isIt);
    InterruptedException interrupted = null;
    while (!tryTurn(wake)) {
      try {
        nap.rest();
      } catch (InterruptedException e) {
        interrupted = e;
      }
    }
    boolean woken = woken(wake);
    if (interrupted != null) {
      throw interrupted;
    }
    if (!woken) {
      forGood.rest();
    }
  }

  /** Signals; who wakes up is up to the schedule, so all are told to look. */
  public static void signal(Object o, boolean all, String file, int line) {
    Turns t = current;
    if (t == null || !Thread.holdsLock(o)) {
      if (all) {
        o.notifyAll();
      } else {
        o.notify();
      }
      return;
    }
    Forced step = t.reach(s -> isMonitor(s, Step.Kind.NOTIFY, file, line));
    t.signalled(step);
    if (step == null && !all) {
      o.notify();
    } else {
      o.notifyAll();
    }
  }

  /** Signals; who wakes up is up to the schedule, so all are told to look. */
  public static void signal(Condition condition, boolean all, String file, int line) {
    Turns t = current;
    Forced step = t == null ? null : t.reach(s -> isOther(s, Step.Kind.NOTIFY, file, line));
    if (t != null) {
      t.signalled(step);
    }
    if (step == null && !all) {
      condition.signal();
    } else {
      condition.signalAll();
    }
  }
}
