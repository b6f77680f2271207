package workbook.explorer.model.util.concurrent.locks;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.lang.Thread;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.locks.AbstractQueuedSynchronizer}: a state, and a queue of
 * those who wait for it in the order of their arrival. Only the first of them tries, when it has
 * been told to.
 */
@SuppressWarnings({"serial", "ReferenceEquality", "JavaUtilDate"})
public abstract class AbstractQueuedSynchronizer extends AbstractOwnableSynchronizer
    implements Serializable {
  private final transient Shared cell = Sim.shared("state");
  private final transient Shared queue = Sim.shared("Synchronizer");
  private final transient List<Node> waiting = new ArrayList<>();
  private transient boolean contended;
  private transient int state;

  /** A thread in the queue. */
  private static final class Node {
    final SimThread thread;
    final boolean shared;
    boolean told;

    Node(SimThread thread, boolean shared) {
      this.thread = thread;
      this.shared = shared;
    }
  }

  protected AbstractQueuedSynchronizer() {}

  @Override
  void owned(@Nullable Thread thread) {
    SimThread owner = thread == null ? null : Sim.threadOf(thread);
    Sim.owed(queue, owner == null ? List.of() : List.of(owner));
  }

  // ----------------------------------------------------------------------------------- state

  protected final int getState() {
    Sim.look(cell, Kind.READ, "reads");
    Sim.acquire(cell);
    Sim.value(state);
    return state;
  }

  protected final void setState(int to) {
    Sim.step(cell, Kind.WRITE, "writes");
    Sim.release(cell);
    state = to;
    Sim.value(to);
  }

  protected final boolean compareAndSetState(int expected, int to) {
    Sim.step(cell, Kind.UPDATE, "compares and sets");
    Sim.acquire(cell);
    boolean done = state == expected;
    if (done) {
      Sim.release(cell);
      state = to;
      Sim.value(to);
    } else {
      Sim.unchanged(cell);
      Sim.value("failed");
    }
    return done;
  }

  // ------------------------------------------------------------------------ what subclasses say

  protected boolean tryAcquire(int arg) {
    throw new UnsupportedOperationException();
  }

  protected boolean tryRelease(int arg) {
    throw new UnsupportedOperationException();
  }

  protected int tryAcquireShared(int arg) {
    throw new UnsupportedOperationException();
  }

  protected boolean tryReleaseShared(int arg) {
    throw new UnsupportedOperationException();
  }

  protected boolean isHeldExclusively() {
    throw new UnsupportedOperationException();
  }

  // ------------------------------------------------------------------------------ the queue

  private boolean tries(int arg, boolean shared) {
    return shared ? tryAcquireShared(arg) >= 0 : tryAcquire(arg);
  }

  /** Waits for its turns until an attempt succeeds, its time is up or it is interrupted. */
  private Op.Outcome queueUp(int arg, boolean shared, boolean interruptible, long nanos) {
    Node me = new Node(Sim.me(), shared);
    long start = Sim.nanos();
    Sim.step(queue, Kind.OTHER, "queues up at");
    waiting.add(me);
    contended = true;
    me.told = waiting.getFirst() == me;
    while (true) {
      long left = nanos < 0 ? -1 : Math.max(0, nanos - (Sim.nanos() - start));
      Op.Outcome outcome =
          Sim.await(
              queue,
              Kind.LOCK,
              "is next at",
              () -> me.told && waiting.getFirst() == me,
              interruptible,
              left);
      me.told = false;
      boolean got;
      try {
        got = outcome == Op.Outcome.READY && tries(arg, shared);
      } catch (Throwable e) {
        leave(me);
        throw e;
      }
      if (got) {
        waiting.remove(me);
        if (shared) {
          tellFirst(true);
        }
        return Op.Outcome.READY;
      }
      if (outcome != Op.Outcome.READY) {
        Sim.unchanged(queue);
        leave(me);
        return outcome;
      }
    }
  }

  private void leave(Node me) {
    waiting.remove(me);
    tellFirst(false);
  }

  private void tellFirst(boolean onlyShared) {
    if (!waiting.isEmpty() && (!onlyShared || waiting.getFirst().shared)) {
      waiting.getFirst().told = true;
    }
  }

  private void acquire(int arg, boolean shared) {
    if (!tries(arg, shared)) {
      Op.Outcome outcome = queueUp(arg, shared, false, -1);
      assert outcome == Op.Outcome.READY;
    }
  }

  private void acquireInterruptibly(int arg, boolean shared) throws InterruptedException {
    Sim.throwIfInterrupted();
    if (!tries(arg, shared) && queueUp(arg, shared, true, -1) == Op.Outcome.INTERRUPTED) {
      Sim.clearInterrupt();
      throw new InterruptedException();
    }
  }

  private boolean tryAcquireNanos(int arg, boolean shared, long nanos) throws InterruptedException {
    Sim.throwIfInterrupted();
    if (tries(arg, shared)) {
      return true;
    }
    if (nanos <= 0) {
      return false;
    }
    Op.Outcome outcome = queueUp(arg, shared, true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.clearInterrupt();
      throw new InterruptedException();
    }
    return outcome == Op.Outcome.READY;
  }

  public final void acquire(int arg) {
    acquire(arg, false);
  }

  public final void acquireInterruptibly(int arg) throws InterruptedException {
    acquireInterruptibly(arg, false);
  }

  public final boolean tryAcquireNanos(int arg, long nanos) throws InterruptedException {
    return tryAcquireNanos(arg, false, nanos);
  }

  public final boolean release(int arg) {
    if (tryRelease(arg)) {
      Sim.freeing(queue);
      tellFirst(false);
      return true;
    }
    return false;
  }

  public final void acquireShared(int arg) {
    acquire(arg, true);
  }

  public final void acquireSharedInterruptibly(int arg) throws InterruptedException {
    acquireInterruptibly(arg, true);
  }

  public final boolean tryAcquireSharedNanos(int arg, long nanos) throws InterruptedException {
    return tryAcquireNanos(arg, true, nanos);
  }

  public final boolean releaseShared(int arg) {
    if (tryReleaseShared(arg)) {
      Sim.freeing(queue);
      tellFirst(false);
      return true;
    }
    return false;
  }

  // ------------------------------------------------------------------------- who is waiting

  private void look() {
    Sim.look(queue, Kind.READ, "looks who waits at");
  }

  public final boolean hasQueuedThreads() {
    look();
    return !waiting.isEmpty();
  }

  public final boolean hasContended() {
    look();
    return contended;
  }

  public final @Nullable Thread getFirstQueuedThread() {
    look();
    return waiting.isEmpty() ? null : face(waiting.getFirst().thread);
  }

  public final boolean isQueued(Thread thread) {
    SimThread wanted = Sim.threadOf(thread);
    look();
    return waiting.stream().anyMatch(n -> n.thread == wanted);
  }

  public final boolean hasQueuedPredecessors() {
    look();
    return !waiting.isEmpty() && waiting.getFirst().thread != Sim.me();
  }

  public final int getQueueLength() {
    look();
    return waiting.size();
  }

  public final Collection<Thread> getQueuedThreads() {
    look();
    return faces(waiting.stream().map(n -> n.thread).toList());
  }

  public final Collection<Thread> getExclusiveQueuedThreads() {
    look();
    return faces(waiting.stream().filter(n -> !n.shared).map(n -> n.thread).toList());
  }

  public final Collection<Thread> getSharedQueuedThreads() {
    look();
    return faces(waiting.stream().filter(n -> n.shared).map(n -> n.thread).toList());
  }

  /** The latest first, as the real class has them. */
  private static Collection<Thread> faces(List<SimThread> threads) {
    List<Thread> faces = new ArrayList<>();
    for (SimThread thread : threads.reversed()) {
      faces.add(face(thread));
    }
    return faces;
  }

  private static Thread face(SimThread thread) {
    return Thread.of(thread);
  }

  @Override
  public String toString() {
    return super.toString()
        + "[State = "
        + getState()
        + ", "
        + (hasQueuedThreads() ? "non" : "")
        + "empty queue]";
  }

  // ------------------------------------------------------------------------------ conditions

  public final boolean owns(ConditionObject condition) {
    return condition.of() == this;
  }

  public final boolean hasWaiters(ConditionObject condition) {
    return mine(condition).hasWaiters();
  }

  public final int getWaitQueueLength(ConditionObject condition) {
    return mine(condition).getWaitQueueLength();
  }

  public final Collection<Thread> getWaitingThreads(ConditionObject condition) {
    return mine(condition).getWaitingThreads();
  }

  private ConditionObject mine(ConditionObject condition) {
    if (!owns(condition)) {
      throw new IllegalArgumentException("Not owner");
    }
    return condition;
  }

  /** Models the class of the same name: who is signalled queues up again for the state it held. */
  public class ConditionObject implements Condition, Serializable {
    private final transient Shared signals = Sim.shared("Condition");
    private final transient List<SimThread> waiters = new ArrayList<>();

    public ConditionObject() {}

    AbstractQueuedSynchronizer of() {
      return AbstractQueuedSynchronizer.this;
    }

    private void requireHeld() {
      if (!isHeldExclusively()) {
        throw new IllegalMonitorStateException();
      }
    }

    private Op.Outcome sleep(long nanos, boolean interruptible) {
      requireHeld();
      SimThread me = Sim.me();
      waiters.add(me);
      Sim.note(signals, Kind.WAIT, "waits on");
      int held = getState();
      boolean released = false;
      try {
        released = release(held);
      } finally {
        if (!released) {
          waiters.remove(me);
        }
      }
      if (!released) {
        throw new IllegalMonitorStateException();
      }
      Op.Outcome outcome =
          Sim.await(
              signals,
              null,
              Kind.WAKE,
              "wakes up at",
              () -> !waiters.contains(me),
              () -> waiters.contains(me),
              interruptible,
              nanos,
              true);
      if (outcome != Op.Outcome.READY) {
        waiters.remove(me);
      }
      Op.Outcome again = queueUp(held, false, false, -1);
      assert again == Op.Outcome.READY;
      return outcome;
    }

    private Op.Outcome waitFor(long nanos) throws InterruptedException {
      Sim.throwIfInterrupted();
      Op.Outcome outcome = sleep(nanos, true);
      if (outcome == Op.Outcome.INTERRUPTED) {
        Sim.throwIfInterrupted();
      }
      return outcome;
    }

    @Override
    public final void await() throws InterruptedException {
      waitFor(-1);
    }

    @Override
    public final void awaitUninterruptibly() {
      sleep(-1, false);
    }

    @Override
    public final long awaitNanos(long nanos) throws InterruptedException {
      long start = Sim.nanos();
      waitFor(Math.max(0, nanos));
      return nanos - (Sim.nanos() - start);
    }

    @Override
    public final boolean await(long time, TimeUnit unit) throws InterruptedException {
      return waitFor(Math.max(0, unit.toNanos(time))) != Op.Outcome.TIMED_OUT;
    }

    @Override
    public final boolean awaitUntil(Date deadline) throws InterruptedException {
      long nanos = TimeUnit.MILLISECONDS.toNanos(deadline.getTime() - Sim.currentTimeMillis());
      return waitFor(Math.max(0, nanos)) != Op.Outcome.TIMED_OUT;
    }

    @Override
    public final void signal() {
      signal(false);
    }

    @Override
    public final void signalAll() {
      signal(true);
    }

    private void signal(boolean all) {
      requireHeld();
      Sim.step(signals, Kind.OTHER, "signals");
      Sim.signal(signals, waiters, all);
    }

    protected final boolean hasWaiters() {
      return getWaitQueueLength() > 0;
    }

    protected final int getWaitQueueLength() {
      requireHeld();
      Sim.look(signals, Kind.READ, "looks who waits at");
      return waiters.size();
    }

    protected final Collection<Thread> getWaitingThreads() {
      requireHeld();
      Sim.look(signals, Kind.READ, "looks who waits at");
      return faces(waiters.reversed());
    }
  }
}
