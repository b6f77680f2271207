package workbook.explorer.model.util.concurrent.locks;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.locks.ReentrantLock}. Which waiting thread gets a free lock is
 * up to the search, for a fair lock too: its order of arrival is a promise about time, which a
 * correct program does not need.
 */
@SuppressWarnings({"serial", "ReferenceEquality"})
public class ReentrantLock extends Identity implements Lock, Serializable {
  private final transient Shared lock = Sim.shared("ReentrantLock");
  private final boolean fair;
  private transient @Nullable SimThread owner;
  private transient int depth;
  private transient int queued;

  public ReentrantLock() {
    this(false);
  }

  public ReentrantLock(boolean fair) {
    this.fair = fair;
  }

  private boolean free() {
    return owner == null;
  }

  private void take() {
    owner = Sim.me();
    depth = 1;
    Sim.hold(lock);
  }

  @Override
  public void lock() {
    if (owner == Sim.me()) {
      depth++;
      return;
    }
    queued++;
    Sim.await(lock, Kind.LOCK, "locks", this::free);
    queued--;
    take();
  }

  @Override
  public void lockInterruptibly() throws InterruptedException {
    Sim.throwIfInterrupted();
    if (owner == Sim.me()) {
      depth++;
      return;
    }
    queued++;
    Op.Outcome outcome = Sim.await(lock, Kind.LOCK, "locks", this::free, true, -1);
    queued--;
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.unchanged(lock);
      Sim.throwIfInterrupted();
    }
    take();
  }

  @Override
  public boolean tryLock() {
    if (owner == Sim.me()) {
      depth++;
      return true;
    }
    Sim.observes(lock);
    Sim.step(lock, Kind.TRY_LOCK, "tries to lock");
    boolean got = free();
    if (got) {
      take();
    } else {
      Sim.unchanged(lock);
    }
    Sim.value(got);
    return got;
  }

  @Override
  public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
    Sim.throwIfInterrupted();
    if (owner == Sim.me()) {
      depth++;
      return true;
    }
    if (time <= 0) {
      return tryLock();
    }
    Sim.observes(lock);
    queued++;
    Op.Outcome outcome =
        Sim.await(lock, Kind.TRY_LOCK, "tries to lock", this::free, true, unit.toNanos(time));
    queued--;
    switch (outcome) {
      case READY -> take();
      case INTERRUPTED -> {
        Sim.unchanged(lock);
        Sim.throwIfInterrupted();
      }
      case TIMED_OUT, SPURIOUS -> Sim.unchanged(lock);
    }
    return outcome == Op.Outcome.READY;
  }

  @Override
  public void unlock() {
    if (owner != Sim.me()) {
      throw new IllegalMonitorStateException();
    }
    if (depth > 1) {
      depth--;
      return;
    }
    Sim.freeing(lock);
    depth = 0;
    owner = null;
    Sim.drop(lock);
  }

  @Override
  public Condition newCondition() {
    return new ConditionQueue(new Mine());
  }

  public boolean isLocked() {
    Sim.observes(lock);
    Sim.look(lock, Kind.READ, "looks whether it is locked");
    return owner != null;
  }

  public boolean isHeldByCurrentThread() {
    return owner == Sim.me();
  }

  public int getHoldCount() {
    return owner == Sim.me() ? depth : 0;
  }

  public final boolean isFair() {
    return fair;
  }

  public final boolean hasQueuedThreads() {
    return getQueueLength() > 0;
  }

  public final int getQueueLength() {
    Sim.observes(lock);
    Sim.look(lock, Kind.READ, "looks who waits for it");
    return owner == null ? 0 : queued;
  }

  public boolean hasWaiters(Condition condition) {
    return getWaitQueueLength(condition) > 0;
  }

  public int getWaitQueueLength(Condition condition) {
    if (!(condition instanceof ConditionQueue q)
        || !(q.owner() instanceof Mine mine)
        || mine.lock() != this) {
      throw new IllegalArgumentException("not owner");
    }
    return q.length();
  }

  @Override
  public String toString() {
    return "ReentrantLock"
        + (owner == null ? "[Unlocked]" : "[Locked by thread " + owner.name() + "]");
  }

  /** What its conditions need of it. */
  private final class Mine implements ConditionQueue.Owner {
    ReentrantLock lock() {
      return ReentrantLock.this;
    }

    @Override
    public Shared shared() {
      return lock;
    }

    @Override
    public boolean isMine() {
      return owner == Sim.me();
    }

    @Override
    public boolean isFree() {
      return free();
    }

    @Override
    public int giveUp() {
      int held = depth;
      depth = 0;
      owner = null;
      Sim.drop(lock);
      return held;
    }

    @Override
    public void takeBack(int held) {
      take();
      depth = held;
    }
  }
}
