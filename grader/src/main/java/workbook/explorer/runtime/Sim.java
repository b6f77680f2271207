package workbook.explorer.runtime;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import workbook.explorer.trace.Place;
import workbook.explorer.trace.Step;

/**
 * What a model of a {@code java.util.concurrent} class is written against; see the package's
 * description.
 *
 * <p>All methods act for the running thread. Between two calls that make a step no other thread
 * runs, so a model needs no locks of its own.
 */
public final class Sim {
  private static final long LONG = TimeUnit.HOURS.toNanos(1);
  private static final long FOR_EVER = TimeUnit.DAYS.toNanos(365);

  /** Whether code runs within a schedule. */
  public static boolean active() {
    return Execution.current() != null;
  }

  /** The schedule being run. */
  public static Execution run() {
    Execution run = Execution.current();
    if (run == null) {
      throw new IllegalStateException("only for use within a schedule");
    }
    return run;
  }

  /** The running thread. */
  public static SimThread me() {
    return run().me();
  }

  /** Creates a meeting point; the type names it in traces, with a number. */
  public static Shared shared(String type) {
    return new Shared(type);
  }

  // ------------------------------------------------------------------------------- steps

  /** Makes a step that changes the object, or may. */
  public static void step(Shared on, Step.Kind kind, String what) {
    Execution run = run();
    run.perform(new Op(run.me(), kind, what, on, true));
  }

  /** Makes a step that only looks at the object. */
  public static void look(Shared on, Step.Kind kind, String what) {
    Execution run = run();
    run.perform(new Op(run.me(), kind, what, on, false));
  }

  /**
   * Makes a step that changes, or may change, a part of a whole: it is independent of steps on
   * other parts, but not of a {@link #look} at the whole.
   */
  public static void stepPart(Shared part, Shared whole, Step.Kind kind, String what) {
    Execution run = run();
    run.perform(part(run, part, whole, kind, what));
  }

  /** Makes a step that looks at a part of a whole: others may change other parts. */
  public static void lookPart(Shared part, Shared whole, Step.Kind kind, String what) {
    Execution run = run();
    Op op = new Op(run.me(), kind, what, part, false);
    op.also = whole;
    op.alsoAccess = Op.Access.ADD;
    run.perform(op);
    run.unchanged(whole);
  }

  /**
   * Waits, uninterruptibly and without a time-out, and then makes a step as {@link #stepPart} does.
   */
  public static void awaitPart(
      Shared part, Shared whole, Step.Kind kind, String what, BooleanSupplier ready) {
    Execution run = run();
    Op op = part(run, part, whole, kind, what);
    op.ready = ready;
    run.perform(op);
  }

  private static Op part(Execution run, Shared part, Shared whole, Step.Kind kind, String what) {
    Op op = new Op(run.me(), kind, what, part, true);
    op.also = whole;
    op.alsoAccess = Op.Access.ADD;
    return op;
  }

  /**
   * Makes a step that changes the object so that the order among such steps does not matter, as
   * adding to a sum does.
   */
  public static void stepInAnyOrder(Shared on, Step.Kind kind, String what) {
    Execution run = run();
    run.perform(new Op(run.me(), kind, what, on, Op.Access.ADD));
  }

  /**
   * Takes back that the last step changed the object: a failed attempt, with which a loop may spin.
   */
  public static void unchanged(Shared on) {
    run().unchanged(on);
  }

  /**
   * Waits, uninterruptibly and without a time-out, and then makes a step that changes the object.
   */
  public static void await(Shared on, Step.Kind kind, String what, BooleanSupplier ready) {
    Execution run = run();
    Op op = new Op(run.me(), kind, what, on, true);
    op.ready = ready;
    run.perform(op);
  }

  /**
   * Waits and then makes a step that changes the object; an interrupt ends the wait but stays
   * pending, so that the model decides what comes of it ({@link #clearInterrupt}).
   *
   * @param nanos how long at most; negative for ever
   */
  public static Op.Outcome await(
      Shared on,
      Step.Kind kind,
      String what,
      BooleanSupplier ready,
      boolean interruptible,
      long nanos) {
    return await(on, null, kind, what, ready, Op.ALWAYS, interruptible, nanos, false);
  }

  /**
   * Waits as a condition does.
   *
   * @param also what the step changes besides
   * @param early while this holds a time-out, an interrupt or a spurious wake-up may end the wait;
   *     afterwards only {@code ready} does
   * @param spuriously whether it may end without a reason
   */
  public static Op.Outcome await(
      Shared on,
      @Nullable Shared also,
      Step.Kind kind,
      String what,
      BooleanSupplier ready,
      BooleanSupplier early,
      boolean interruptible,
      long nanos,
      boolean spuriously) {
    Execution run = run();
    Op op = new Op(run.me(), kind, what, on, true);
    op.also = also;
    op.ready = ready;
    op.mayTimeOut = early;
    op.interruptible = interruptible;
    op.maySpuriously = spuriously;
    limit(run, op, nanos);
    Op.Outcome outcome = run.perform(op);
    run.told(outcome);
    return outcome;
  }

  /** Waits as {@link #await} does, and then makes a step that only looks at the object. */
  public static Op.Outcome awaitToLook(
      Shared on,
      Step.Kind kind,
      String what,
      BooleanSupplier ready,
      boolean interruptible,
      long nanos) {
    return await(on, Op.Access.LOOK, kind, what, ready, interruptible, nanos);
  }

  /** Waits as {@link #await} does, and then makes a step as {@link #stepInAnyOrder} does. */
  public static Op.Outcome awaitInAnyOrder(
      Shared on,
      Step.Kind kind,
      String what,
      BooleanSupplier ready,
      boolean interruptible,
      long nanos) {
    return await(on, Op.Access.ADD, kind, what, ready, interruptible, nanos);
  }

  private static Op.Outcome await(
      Shared on,
      Op.Access access,
      Step.Kind kind,
      String what,
      BooleanSupplier ready,
      boolean interruptible,
      long nanos) {
    Execution run = run();
    Op op = new Op(run.me(), kind, what, on, access);
    op.ready = ready;
    op.interruptible = interruptible;
    limit(run, op, nanos);
    Op.Outcome outcome = run.perform(op);
    run.told(outcome);
    return outcome;
  }

  /**
   * Waits, uninterruptibly, for what is not urgent: the time-out comes only when nothing else can
   * go on.
   */
  public static Op.Outcome awaitPatiently(
      Shared on, Step.Kind kind, String what, BooleanSupplier ready, long nanos) {
    Execution run = run();
    Op op = new Op(run.me(), kind, what, on, true);
    op.ready = ready;
    limit(run, op, nanos);
    op.patient = true;
    Op.Outcome outcome = run.perform(op);
    run.told(outcome);
    return outcome;
  }

  /**
   * Sets how long a step waits. Who waits for hours means "until it is over": such a time-out does
   * not come while anything else can go on, and one of a year or more never.
   */
  private static void limit(Execution run, Op op, long nanos) {
    if (nanos >= 0 && nanos < FOR_EVER) {
      op.deadline = run.nanos() + nanos;
      op.patient = nanos >= LONG;
    }
  }

  /** Notes a value that tells how this schedule came out. */
  public static void observe(String value) {
    run().observe(value);
  }

  /** Adds to the trace what is no step of its own. */
  public static void note(Shared on, Step.Kind kind, String what) {
    run().note(on, kind, what);
  }

  /** Lets virtual time pass. */
  public static Op.Outcome sleep(long nanos, boolean interruptible) {
    Execution run = run();
    Op op = new Op(run.me(), Step.Kind.SLEEP, "sleeps", null, false);
    op.ready = Op.NEVER;
    op.lazy = true;
    op.interruptible = interruptible;
    op.deadline = run.nanos() + Math.max(1, nanos);
    return run.perform(op);
  }

  /** Tells that the thread of a pool has come to the end of a task that it was given. */
  public static void taskDone() {
    run().me().tasks++;
  }

  /** Tells that the thread has learned something that its loops cannot wait for. */
  public static void effect() {
    run().effect();
  }

  /** Gives way to others. */
  public static void yieldNow() {
    Execution run = run();
    Op op = new Op(run.me(), Step.Kind.YIELD, "yields", null, false);
    op.lazy = true;
    run.perform(op);
  }

  // ----------------------------------------------------------------------------- locks

  /**
   * Notes that the running thread holds the lock, and that what its last holder did happened
   * before.
   */
  public static void hold(Shared lock) {
    Execution run = run();
    run.acquire(lock);
    run.hold(lock);
  }

  /**
   * Notes that the running thread no longer holds the lock, and what it did happened before whoever
   * is next.
   */
  public static void drop(Shared lock) {
    Execution run = run();
    run.drop(lock, run.me());
    run.release(lock);
  }

  /**
   * Notes that the running thread no longer holds the lock, which it shared with others: what it
   * did happened before whoever acquires {@code shared}, and not before others who share the lock.
   */
  public static void drop(Shared lock, Shared shared) {
    Execution run = run();
    run.drop(lock, run.me());
    run.release(shared);
  }

  /**
   * Notes that another thread no longer holds a lock that the running thread frees in its place.
   */
  public static void dropFor(SimThread holder, Shared lock) {
    run().drop(lock, holder);
  }

  /** To be called right before a lock is freed, whose holders are waited for. */
  public static void freeing(Shared lock) {
    run().freeing(lock, true);
  }

  /** To be called right before one of those who share a lock leaves it. */
  public static void leaving(Shared lock) {
    run().freeing(lock, false);
  }

  /** To be called by what looks whether a lock is free without waiting for it, before its step. */
  public static void observes(Shared lock) {
    run().observes(lock);
  }

  /**
   * To be called before a change that is a step only if some thread says {@link #observes} before
   * it looks for it.
   */
  public static void tells(Shared on, String what) {
    run().tells(on, what);
  }

  /** Moves waiters to where they may go on: all, or one that the search chooses. */
  public static void signal(Shared on, List<SimThread> waiters, boolean all) {
    run().signal(on, waiters, all);
  }

  /**
   * Notes on which threads it depends whether those who wait for this object ever go on, so that a
   * circle can be told.
   */
  public static void owed(Shared by, List<SimThread> threads) {
    by.setHolders(threads);
  }

  /**
   * Begins to read what a lock guards without holding it, in the hope that nobody writes meanwhile;
   * {@link #validated} tells whether it was so. Races with such reads count only where they were
   * found valid or never asked about.
   */
  public static void optimistic(Shared lock) {
    run().optimistic(lock);
  }

  /** Says whether nothing was written since {@link #optimistic}; what was read may then be used. */
  public static void validated(Shared lock, boolean good) {
    run().validated(lock, good);
  }

  /** What was read since {@link #optimistic} will be used without asking. */
  public static void relied(Shared lock) {
    run().relied(lock);
  }

  // --------------------------------------------------------------------- happens-before, choice

  /** What was released to this object happened before what follows. */
  public static void acquire(Shared from) {
    run().acquire(from);
  }

  /** What came before happens before what follows an {@link #acquire} of this object. */
  public static void release(Shared to) {
    run().release(to);
  }

  /**
   * Puts up a fence: what follows a releasing one carries with it what came before it, what comes
   * before an acquiring one brings along what its writers released, and full ones are in one order.
   */
  public static void fence(boolean acquire, boolean release, boolean full) {
    run().fence(acquire, release, full);
  }

  /** Lets the search choose one of several outcomes, from 0 on. */
  public static int choose(int options) {
    return run().choose(options);
  }

  // ----------------------------------------------------------------------------- interrupts

  /** Whether an interrupt is pending; clears it. */
  public static boolean clearInterrupt() {
    SimThread me = me();
    boolean was = me.interrupted();
    me.interrupted(false);
    return was;
  }

  /** Throws, and clears it, where an interrupt is pending. */
  public static void throwIfInterrupted() throws InterruptedException {
    if (clearInterrupt()) {
      throw new InterruptedException();
    }
  }

  // -------------------------------------------------------------------------------- threads

  /** Starts a thread. */
  public static SimThread start(String name, boolean daemon, @Nullable Object face, Body body) {
    return run().start(name, daemon, face, body);
  }

  /** The thread that this object stands for, or null where it was never started. */
  public static @Nullable SimThread threadOf(Object face) {
    return run().threadOf(face);
  }

  /** Lets an object stand for a thread that has none yet. */
  public static void setFace(SimThread thread, Object face) {
    run().setFace(thread, face);
  }

  // ---------------------------------------------------------------------------- time and tell

  /** Virtual nanoseconds, without letting any pass. */
  public static long nanos() {
    return run().nanos();
  }

  /** The virtual wall clock, in milliseconds since 1970. */
  public static long currentTimeMillis() {
    return run().currentTimeMillis();
  }

  /** Whether the running thread holds an object's monitor. */
  public static boolean holdsMonitor(Object o) {
    return Hooks.holdsLock(o);
  }

  /** Adds the outcome of the last step to the trace. */
  public static void value(@Nullable Object value) {
    run().value(value);
  }

  /**
   * Tells that the running thread would do its work once more, and returns whether it is to: in a
   * fair run, which looks for threads that never get on.
   */
  public static boolean comesBack() {
    return run().comesBack();
  }

  /** Ends the run: this has no model. */
  public static void notModelled(String name) {
    Execution run = run();
    run.notModelled(name, run.place());
  }

  /**
   * To be called by a model that catches whatever a task throws, with what it caught: throws again
   * what is not the task's own but the explorer's.
   */
  public static void passOn(Throwable thrown) {
    switch (thrown) {
      case Coroutine.Abort e -> throw e;
      case Coroutine.Pinned e -> throw e;
      case NoSuchMethodError e -> throw e;
      case AbstractMethodError e -> throw e;
      default -> {}
    }
  }

  /**
   * The line of the code under test that the running thread is in; known only while a trace is
   * recorded.
   */
  public static Place place() {
    return run().place();
  }

  /** A number for the object that does not depend on where it lies in memory. */
  public static int identity(Object o) {
    return requireNonNull(run()).identity(o);
  }

  private Sim() {}
}
