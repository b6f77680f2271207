package workbook.explorer.model.util.concurrent.locks;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * A condition of a lock that one thread at a time holds; the woken thread and the lock's next
 * holder are up to the search.
 */
@SuppressWarnings("JavaUtilDate")
final class ConditionQueue implements Condition {
  /** The lock that the condition belongs to. */
  interface Owner {
    Shared shared();

    /** Whether the running thread holds the lock. */
    boolean isMine();

    /** Whether a waiting thread could take the lock. */
    boolean isFree();

    /** Frees the lock and returns how often it was held. */
    int giveUp();

    /** Takes the free lock as often as it was held. */
    void takeBack(int held);
  }

  private final Owner owner;
  private final Shared queue = Sim.shared("Condition");
  private final List<SimThread> waiters = new ArrayList<>();

  ConditionQueue(Owner owner) {
    this.owner = owner;
  }

  Owner owner() {
    return owner;
  }

  int length() {
    requireMine();
    return waiters.size();
  }

  private void requireMine() {
    if (!owner.isMine()) {
      throw new IllegalMonitorStateException();
    }
  }

  @Override
  public void await() throws InterruptedException {
    waitFor(-1);
  }

  @Override
  public void awaitUninterruptibly() {
    requireMine();
    sleep(-1, false);
  }

  @Override
  public long awaitNanos(long nanos) throws InterruptedException {
    long start = Sim.nanos();
    waitFor(Math.max(0, nanos));
    return nanos - (Sim.nanos() - start);
  }

  @Override
  public boolean await(long time, TimeUnit unit) throws InterruptedException {
    return waitFor(Math.max(0, unit.toNanos(time))) != Op.Outcome.TIMED_OUT;
  }

  @Override
  public boolean awaitUntil(Date deadline) throws InterruptedException {
    long nanos = TimeUnit.MILLISECONDS.toNanos(deadline.getTime() - Sim.currentTimeMillis());
    return waitFor(Math.max(0, nanos)) != Op.Outcome.TIMED_OUT;
  }

  private Op.Outcome waitFor(long nanos) throws InterruptedException {
    requireMine();
    Sim.throwIfInterrupted();
    Op.Outcome outcome = sleep(nanos, true);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome;
  }

  private Op.Outcome sleep(long nanos, boolean interruptible) {
    SimThread me = Sim.me();
    Shared lock = owner.shared();
    waiters.add(me);
    Sim.note(queue, Kind.WAIT, "waits on");
    Sim.freeing(lock);
    int held = owner.giveUp();
    Op.Outcome outcome =
        Sim.await(
            lock,
            queue,
            Kind.WAKE,
            "wakes up, locks",
            () -> owner.isFree() && !waiters.contains(me),
            () -> waiters.contains(me),
            interruptible,
            nanos,
            true);
    if (outcome != Op.Outcome.READY) {
      waiters.remove(me);
      if (!owner.isFree()) {
        Sim.await(lock, Kind.LOCK, "locks", owner::isFree);
      }
    }
    owner.takeBack(held);
    return outcome;
  }

  @Override
  public void signal() {
    requireMine();
    Sim.signal(queue, waiters, false);
  }

  @Override
  public void signalAll() {
    requireMine();
    Sim.signal(queue, waiters, true);
  }
}
