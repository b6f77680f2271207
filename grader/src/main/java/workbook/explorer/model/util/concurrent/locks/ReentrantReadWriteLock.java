package workbook.explorer.model.util.concurrent.locks;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.locks.ReentrantReadWriteLock}: readers together, or one
 * writer, who may become a reader too; a reader who wants to become a writer waits for itself.
 *
 * <p>What readers did happened before the next writer, and not before other readers: who writes
 * with only the read lock is in a race. Readers coming and going are steps that commute. Who comes
 * first among those who wait is up to the search; that a reader may have to wait behind a writer
 * who waits is left out, so a deadlock that needs this is not found.
 */
@SuppressWarnings({"serial", "ReferenceEquality"})
public class ReentrantReadWriteLock extends Identity implements ReadWriteLock, Serializable {
  private final transient Shared lock = Sim.shared("ReentrantReadWriteLock");
  private final transient Shared reads = Sim.shared("readers");
  private final boolean fair;
  private final ReadLock reader = new ReadLock(this);
  private final WriteLock writer = new WriteLock(this);
  private transient @Nullable SimThread owner;
  private transient int depth;
  private final transient Map<SimThread, Integer> readers = new LinkedHashMap<>();
  private transient int queued;

  public ReentrantReadWriteLock() {
    this(false);
  }

  public ReentrantReadWriteLock(boolean fair) {
    this.fair = fair;
  }

  @Override
  public ReadLock readLock() {
    return reader;
  }

  @Override
  public WriteLock writeLock() {
    return writer;
  }

  private boolean isMine() {
    return owner == Sim.me();
  }

  private boolean isFree() {
    return owner == null && readers.isEmpty();
  }

  private boolean isReadable(SimThread by) {
    return owner == null || owner == by;
  }

  private void take(int times) {
    owner = Sim.me();
    depth = times;
    Sim.hold(lock);
    Sim.acquire(reads);
  }

  private boolean enterAgain() {
    return readers.computeIfPresent(Sim.me(), (t, n) -> n + 1) != null;
  }

  private void enter() {
    readers.put(Sim.me(), 1);
    Sim.hold(lock);
  }

  private int readHolds() {
    return readers.getOrDefault(Sim.me(), 0);
  }

  // ------------------------------------------------------------------------------ the two locks

  /** Models {@link java.util.concurrent.locks.ReentrantReadWriteLock.ReadLock}. */
  public static class ReadLock implements Lock, Serializable {
    private final ReentrantReadWriteLock both;

    protected ReadLock(ReentrantReadWriteLock lock) {
      this.both = lock;
    }

    private Op.Outcome enter(Kind kind, boolean interruptible, long nanos) {
      SimThread me = Sim.me();
      both.queued++;
      Op.Outcome outcome =
          Sim.awaitInAnyOrder(
              both.lock, kind, "locks to read", () -> both.isReadable(me), interruptible, nanos);
      both.queued--;
      if (outcome == Op.Outcome.READY) {
        both.enter();
      } else {
        Sim.unchanged(both.lock);
      }
      return outcome;
    }

    @Override
    public void lock() {
      if (!both.enterAgain()) {
        enter(Kind.LOCK, false, -1);
      }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
      Sim.throwIfInterrupted();
      if (!both.enterAgain() && enter(Kind.LOCK, true, -1) == Op.Outcome.INTERRUPTED) {
        Sim.throwIfInterrupted();
      }
    }

    @Override
    public boolean tryLock() {
      if (both.enterAgain()) {
        return true;
      }
      Sim.observes(both.lock);
      Sim.stepInAnyOrder(both.lock, Kind.TRY_LOCK, "tries to lock to read");
      boolean got = both.isReadable(Sim.me());
      if (got) {
        both.enter();
      } else {
        Sim.unchanged(both.lock);
      }
      Sim.value(got);
      return got;
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
      Sim.throwIfInterrupted();
      if (both.enterAgain()) {
        return true;
      }
      if (time <= 0) {
        return tryLock();
      }
      Sim.observes(both.lock);
      Op.Outcome outcome = enter(Kind.TRY_LOCK, true, unit.toNanos(time));
      if (outcome == Op.Outcome.INTERRUPTED) {
        Sim.throwIfInterrupted();
      }
      return outcome == Op.Outcome.READY;
    }

    @Override
    public void unlock() {
      int holds = both.readHolds();
      if (holds == 0) {
        throw new IllegalMonitorStateException(
            "attempt to unlock read lock, not locked by current thread");
      }
      if (holds > 1) {
        both.readers.put(Sim.me(), holds - 1);
        return;
      }
      Sim.leaving(both.lock);
      both.readers.remove(Sim.me());
      Sim.drop(both.lock, both.reads);
    }

    @Override
    public Condition newCondition() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String toString() {
      return "ReadLock[Read locks = " + both.readCount() + "]";
    }
  }

  /** Models {@link java.util.concurrent.locks.ReentrantReadWriteLock.WriteLock}. */
  public static class WriteLock implements Lock, Serializable {
    private final ReentrantReadWriteLock both;

    protected WriteLock(ReentrantReadWriteLock lock) {
      this.both = lock;
    }

    private boolean takeAgain() {
      if (both.isMine()) {
        both.depth++;
        return true;
      }
      return false;
    }

    private Op.Outcome take(Kind kind, boolean interruptible, long nanos) {
      both.queued++;
      Op.Outcome outcome =
          Sim.await(both.lock, kind, "locks to write", both::isFree, interruptible, nanos);
      both.queued--;
      if (outcome == Op.Outcome.READY) {
        both.take(1);
      } else {
        Sim.unchanged(both.lock);
      }
      return outcome;
    }

    @Override
    public void lock() {
      if (!takeAgain()) {
        take(Kind.LOCK, false, -1);
      }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
      Sim.throwIfInterrupted();
      if (!takeAgain() && take(Kind.LOCK, true, -1) == Op.Outcome.INTERRUPTED) {
        Sim.throwIfInterrupted();
      }
    }

    @Override
    public boolean tryLock() {
      if (takeAgain()) {
        return true;
      }
      Sim.observes(both.lock);
      Sim.step(both.lock, Kind.TRY_LOCK, "tries to lock to write");
      boolean got = both.isFree();
      if (got) {
        both.take(1);
      } else {
        Sim.unchanged(both.lock);
      }
      Sim.value(got);
      return got;
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
      Sim.throwIfInterrupted();
      if (takeAgain()) {
        return true;
      }
      if (time <= 0) {
        return tryLock();
      }
      Sim.observes(both.lock);
      Op.Outcome outcome = take(Kind.TRY_LOCK, true, unit.toNanos(time));
      if (outcome == Op.Outcome.INTERRUPTED) {
        Sim.throwIfInterrupted();
      }
      return outcome == Op.Outcome.READY;
    }

    @Override
    public void unlock() {
      if (!both.isMine()) {
        throw new IllegalMonitorStateException();
      }
      if (both.depth > 1) {
        both.depth--;
        return;
      }
      Sim.freeing(both.lock);
      both.depth = 0;
      both.owner = null;
      Sim.drop(both.lock);
    }

    @Override
    public Condition newCondition() {
      return new ConditionQueue(new Mine(both));
    }

    public boolean isHeldByCurrentThread() {
      return both.isMine();
    }

    public int getHoldCount() {
      return both.isMine() ? both.depth : 0;
    }

    @Override
    public String toString() {
      SimThread by = both.owner;
      return "WriteLock" + (by == null ? "[Unlocked]" : "[Locked by thread " + by.name() + "]");
    }
  }

  /** What conditions need of the lock. */
  private record Mine(ReentrantReadWriteLock lock) implements ConditionQueue.Owner {
    @Override
    public Shared shared() {
      return lock.lock;
    }

    @Override
    public boolean isMine() {
      return lock.isMine();
    }

    @Override
    public boolean isFree() {
      return lock.isFree();
    }

    @Override
    public int giveUp() {
      int held = lock.depth;
      lock.depth = 0;
      lock.owner = null;
      Sim.drop(lock.lock);
      return held;
    }

    @Override
    public void takeBack(int held) {
      lock.take(held);
    }
  }

  // ------------------------------------------------------------------------------ what it tells

  public final boolean isFair() {
    return fair;
  }

  private int readCount() {
    return readers.values().stream().mapToInt(Integer::intValue).sum();
  }

  public int getReadLockCount() {
    Sim.observes(lock);
    Sim.look(lock, Kind.READ, "counts the readers of");
    return readCount();
  }

  public boolean isWriteLocked() {
    Sim.observes(lock);
    Sim.look(lock, Kind.READ, "looks whether it is locked to write");
    return owner != null;
  }

  public boolean isWriteLockedByCurrentThread() {
    return isMine();
  }

  public int getWriteHoldCount() {
    return isMine() ? depth : 0;
  }

  public int getReadHoldCount() {
    return readHolds();
  }

  public final boolean hasQueuedThreads() {
    return getQueueLength() > 0;
  }

  public final int getQueueLength() {
    Sim.observes(lock);
    Sim.look(lock, Kind.READ, "looks who waits for it");
    return owner == null && readers.isEmpty() ? 0 : queued;
  }

  public boolean hasWaiters(Condition condition) {
    return getWaitQueueLength(condition) > 0;
  }

  public int getWaitQueueLength(Condition condition) {
    if (!(condition instanceof ConditionQueue q)
        || !(q.owner() instanceof Mine mine)
        || mine.lock != this) {
      throw new IllegalArgumentException("not owner");
    }
    return q.length();
  }

  @Override
  public String toString() {
    return "ReentrantReadWriteLock[Write locks = " + depth + ", Read locks = " + readCount() + "]";
  }
}
