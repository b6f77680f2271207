package workbook.explorer.model.util.concurrent.locks;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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
 * Models {@link java.util.concurrent.locks.StampedLock}, to the numbers of its stamps. It knows no
 * owner: who holds it and asks again waits for itself. A reader who asks again while a writer waits
 * goes behind that writer, as in the real class.
 *
 * <p>What readers did happened before the next writer, and not before other readers. What is read
 * under an optimistic stamp may race with a writer; such a race counts where the stamp was found
 * valid, or was never asked about.
 */
@SuppressWarnings("serial")
public class StampedLock extends Identity implements Serializable {
  private static final long READER = 1;
  private static final long WRITER = 1 << 7;
  private static final long READERS = WRITER - 1;
  private static final long MODES = READERS | WRITER;
  private static final long VERSION = ~READERS;
  private static final long FIRST = WRITER << 1;

  private final transient Shared lock = Sim.shared("StampedLock");
  private final transient Shared reads = Sim.shared("readers");
  private transient long state = FIRST;
  private transient @Nullable SimThread writer;
  private final transient List<SimThread> readers = new ArrayList<>();
  private transient int waitingWriters;

  public StampedLock() {}

  private boolean isFree() {
    return (state & MODES) == 0;
  }

  private boolean isReadable(SimThread by) {
    return (state & WRITER) == 0 && !(waitingWriters > 0 && readers.contains(by));
  }

  private long startWriting() {
    Sim.relied(lock);
    state += WRITER;
    writer = Sim.me();
    Sim.hold(lock);
    Sim.acquire(reads);
    return state;
  }

  private void stopWriting() {
    SimThread by = writer;
    state += WRITER;
    if (state == 0) {
      state = FIRST;
    }
    writer = null;
    if (by != null) {
      Sim.dropFor(by, lock);
    }
    Sim.release(lock);
  }

  private long startReading() {
    Sim.relied(lock);
    state += READER;
    readers.add(Sim.me());
    Sim.hold(lock);
    return state;
  }

  private void stopReading() {
    state -= READER;
    SimThread me = Sim.me();
    SimThread by = readers.contains(me) ? me : readers.getFirst();
    readers.remove(by);
    Sim.dropFor(by, lock);
    Sim.release(reads);
  }

  // --------------------------------------------------------------------------------- writing

  public long writeLock() {
    write(Kind.LOCK, false, -1);
    return state;
  }

  public long writeLockInterruptibly() throws InterruptedException {
    Sim.throwIfInterrupted();
    if (write(Kind.LOCK, true, -1) == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return state;
  }

  private Op.Outcome write(Kind kind, boolean interruptible, long nanos) {
    waitingWriters++;
    Op.Outcome outcome =
        Sim.await(lock, kind, "locks to write", this::isFree, interruptible, nanos);
    waitingWriters--;
    if (outcome == Op.Outcome.READY) {
      startWriting();
    } else {
      Sim.unchanged(lock);
    }
    return outcome;
  }

  public long tryWriteLock() {
    Sim.observes(lock);
    Sim.step(lock, Kind.TRY_LOCK, "tries to lock to write");
    long stamp = isFree() ? startWriting() : failed();
    Sim.value(stamp != 0);
    return stamp;
  }

  private long failed() {
    Sim.unchanged(lock);
    return 0;
  }

  public long tryWriteLock(long time, TimeUnit unit) throws InterruptedException {
    Sim.throwIfInterrupted();
    if (time <= 0) {
      return tryWriteLock();
    }
    Sim.observes(lock);
    Op.Outcome outcome = write(Kind.TRY_LOCK, true, unit.toNanos(time));
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY ? state : 0;
  }

  public void unlockWrite(long stamp) {
    if (state != stamp || (stamp & WRITER) == 0) {
      throw new IllegalMonitorStateException();
    }
    Sim.freeing(lock);
    stopWriting();
  }

  public boolean tryUnlockWrite() {
    Sim.observes(lock);
    Sim.step(lock, Kind.UNLOCK, "tries to unlock");
    boolean was = (state & WRITER) != 0;
    if (was) {
      stopWriting();
    } else {
      Sim.unchanged(lock);
    }
    return was;
  }

  // --------------------------------------------------------------------------------- reading

  public long readLock() {
    return read(Kind.LOCK, false, -1) == Op.Outcome.READY ? startReading() : 0;
  }

  public long readLockInterruptibly() throws InterruptedException {
    Sim.throwIfInterrupted();
    if (read(Kind.LOCK, true, -1) == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return startReading();
  }

  private Op.Outcome read(Kind kind, boolean interruptible, long nanos) {
    SimThread me = Sim.me();
    Op.Outcome outcome =
        Sim.awaitInAnyOrder(
            lock, kind, "locks to read", () -> isReadable(me), interruptible, nanos);
    if (outcome != Op.Outcome.READY) {
      Sim.unchanged(lock);
    }
    return outcome;
  }

  public long tryReadLock() {
    Sim.observes(lock);
    Sim.stepInAnyOrder(lock, Kind.TRY_LOCK, "tries to lock to read");
    long stamp = (state & WRITER) == 0 ? startReading() : failed();
    Sim.value(stamp != 0);
    return stamp;
  }

  public long tryReadLock(long time, TimeUnit unit) throws InterruptedException {
    Sim.throwIfInterrupted();
    if (time <= 0) {
      return tryReadLock();
    }
    Sim.observes(lock);
    Op.Outcome outcome = read(Kind.TRY_LOCK, true, unit.toNanos(time));
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY ? startReading() : 0;
  }

  public void unlockRead(long stamp) {
    if ((stamp & READERS) == 0
        || (stamp & VERSION) != (state & VERSION)
        || (state & READERS) == 0) {
      throw new IllegalMonitorStateException();
    }
    Sim.leaving(lock);
    stopReading();
  }

  public boolean tryUnlockRead() {
    Sim.observes(lock);
    Sim.step(lock, Kind.UNLOCK, "tries to unlock");
    boolean was = (state & READERS) != 0 && (state & WRITER) == 0;
    if (was) {
      stopReading();
    } else {
      Sim.unchanged(lock);
    }
    return was;
  }

  public void unlock(long stamp) {
    if ((stamp & WRITER) != 0) {
      unlockWrite(stamp);
    } else {
      unlockRead(stamp);
    }
  }

  // ------------------------------------------------------------------------------ optimistically

  public long tryOptimisticRead() {
    Sim.observes(lock);
    Sim.look(lock, Kind.READ, "takes an optimistic stamp of");
    Sim.acquire(lock);
    long stamp = (state & WRITER) == 0 ? state & VERSION : 0;
    Sim.optimistic(lock);
    Sim.value(stamp);
    return stamp;
  }

  public boolean validate(long stamp) {
    Sim.observes(lock);
    Sim.look(lock, Kind.READ, "validates a stamp of");
    boolean valid = (stamp & VERSION) == (state & VERSION);
    Sim.validated(lock, valid);
    if (valid) {
      Sim.release(reads);
    }
    Sim.value(valid);
    return valid;
  }

  // ---------------------------------------------------------------------------------- conversion

  public long tryConvertToWriteLock(long stamp) {
    Sim.observes(lock);
    Sim.step(lock, Kind.TRY_LOCK, "tries to turn a stamp into a write lock of");
    long mode = stamp & MODES;
    long now = state & MODES;
    if ((stamp & VERSION) == (state & VERSION)) {
      if (now == 0 && mode == 0) {
        Sim.validated(lock, true);
        return told(startWriting());
      }
      if (now == WRITER && mode == WRITER) {
        Sim.unchanged(lock);
        return told(stamp);
      }
      if (now == READER && mode != 0) {
        stopReading();
        return told(startWriting());
      }
    } else {
      Sim.validated(lock, false);
    }
    return told(failed());
  }

  public long tryConvertToReadLock(long stamp) {
    Sim.observes(lock);
    Sim.step(lock, Kind.TRY_LOCK, "tries to turn a stamp into a read lock of");
    long mode = stamp & MODES;
    if ((stamp & VERSION) == (state & VERSION)) {
      if (mode >= WRITER) {
        if (state == stamp) {
          stopWriting();
          return told(startReading());
        }
      } else if (mode == 0) {
        Sim.validated(lock, true);
        return told(startReading());
      } else if ((state & READERS) != 0) {
        Sim.unchanged(lock);
        return told(stamp);
      }
    } else {
      Sim.validated(lock, false);
    }
    return told(failed());
  }

  public long tryConvertToOptimisticRead(long stamp) {
    Sim.observes(lock);
    Sim.step(lock, Kind.TRY_LOCK, "tries to turn a stamp into an optimistic one of");
    long mode = stamp & MODES;
    if ((stamp & VERSION) == (state & VERSION)) {
      if (mode >= WRITER) {
        if (state == stamp) {
          stopWriting();
          return optimistic();
        }
      } else if (mode == 0) {
        Sim.validated(lock, true);
        Sim.release(reads);
        Sim.unchanged(lock);
        return told(stamp);
      } else if ((state & READERS) != 0) {
        stopReading();
        return optimistic();
      }
    } else {
      Sim.validated(lock, false);
    }
    return told(failed());
  }

  private long optimistic() {
    Sim.acquire(lock);
    Sim.optimistic(lock);
    return told(state & VERSION);
  }

  private static long told(long stamp) {
    Sim.value(stamp);
    return stamp;
  }

  // ------------------------------------------------------------------------------- what it tells

  public boolean isWriteLocked() {
    Sim.observes(lock);
    Sim.look(lock, Kind.READ, "looks whether it is locked to write");
    return (state & WRITER) != 0;
  }

  public boolean isReadLocked() {
    return getReadLockCount() > 0;
  }

  public int getReadLockCount() {
    Sim.observes(lock);
    Sim.look(lock, Kind.READ, "counts the readers of");
    return (int) (state & READERS);
  }

  public static boolean isWriteLockStamp(long stamp) {
    return (stamp & MODES) == WRITER;
  }

  public static boolean isReadLockStamp(long stamp) {
    return (stamp & READERS) != 0;
  }

  public static boolean isLockStamp(long stamp) {
    return (stamp & MODES) != 0;
  }

  public static boolean isOptimisticReadStamp(long stamp) {
    return (stamp & MODES) == 0 && stamp != 0;
  }

  @Override
  public String toString() {
    return "StampedLock"
        + (isFree()
            ? "[Unlocked]"
            : (state & WRITER) != 0 ? "[Write-locked]" : "[Read-locks:" + (state & READERS) + "]");
  }

  // ------------------------------------------------------------------------------------ views

  public Lock asReadLock() {
    return new ReadView();
  }

  public Lock asWriteLock() {
    return new WriteView();
  }

  public ReadWriteLock asReadWriteLock() {
    return new ReadWriteLock() {
      @Override
      public Lock readLock() {
        return asReadLock();
      }

      @Override
      public Lock writeLock() {
        return asWriteLock();
      }
    };
  }

  private final class ReadView implements Lock {
    @Override
    public void lock() {
      readLock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
      readLockInterruptibly();
    }

    @Override
    public boolean tryLock() {
      return tryReadLock() != 0;
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
      return tryReadLock(time, unit) != 0;
    }

    @Override
    public void unlock() {
      unlockRead((state & VERSION) | READER);
    }

    @Override
    public Condition newCondition() {
      throw new UnsupportedOperationException();
    }
  }

  private final class WriteView implements Lock {
    @Override
    public void lock() {
      writeLock();
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
      writeLockInterruptibly();
    }

    @Override
    public boolean tryLock() {
      return tryWriteLock() != 0;
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
      return tryWriteLock(time, unit) != 0;
    }

    @Override
    public void unlock() {
      unlockWrite(state);
    }

    @Override
    public Condition newCondition() {
      throw new UnsupportedOperationException();
    }
  }
}
