package workbook.explorer.model.util.concurrent;

import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import workbook.explorer.runtime.Identity;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Models {@link java.util.concurrent.Semaphore}; who gets a permit first is up to the search, for a
 * fair one too.
 */
@SuppressWarnings("serial")
public class Semaphore extends Identity implements Serializable {
  private final transient Shared permits = Sim.shared("Semaphore");
  private final boolean fair;
  private transient int free;
  private transient int queued;

  public Semaphore(int permits) {
    this(permits, false);
  }

  public Semaphore(int permits, boolean fair) {
    this.free = permits;
    this.fair = fair;
  }

  public void acquire() throws InterruptedException {
    acquire(1);
  }

  public void acquire(int n) throws InterruptedException {
    requireSome(n);
    Sim.throwIfInterrupted();
    if (waitFor(n, true, -1) == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
  }

  public void acquireUninterruptibly() {
    acquireUninterruptibly(1);
  }

  public void acquireUninterruptibly(int n) {
    requireSome(n);
    waitFor(n, false, -1);
  }

  private Op.Outcome waitFor(int n, boolean interruptible, long nanos) {
    queued++;
    Op.Outcome outcome =
        Sim.await(
            permits, Kind.LOCK, "acquires " + n + " of", () -> free >= n, interruptible, nanos);
    queued--;
    if (outcome == Op.Outcome.READY) {
      free -= n;
      Sim.acquire(permits);
    } else {
      Sim.unchanged(permits);
    }
    return outcome;
  }

  public boolean tryAcquire() {
    return tryAcquire(1);
  }

  public boolean tryAcquire(int n) {
    requireSome(n);
    Sim.step(permits, Kind.TRY_LOCK, "tries to acquire " + n + " of");
    boolean got = free >= n;
    if (got) {
      free -= n;
      Sim.acquire(permits);
    } else {
      Sim.unchanged(permits);
    }
    Sim.value(got);
    return got;
  }

  public boolean tryAcquire(long time, TimeUnit unit) throws InterruptedException {
    return tryAcquire(1, time, unit);
  }

  public boolean tryAcquire(int n, long time, TimeUnit unit) throws InterruptedException {
    requireSome(n);
    Sim.throwIfInterrupted();
    if (time <= 0) {
      return tryAcquire(n);
    }
    Op.Outcome outcome = waitFor(n, true, unit.toNanos(time));
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY;
  }

  public void release() {
    release(1);
  }

  public void release(int n) {
    requireSome(n);
    Sim.step(permits, Kind.UNLOCK, "releases " + n + " of");
    if (free + n < free) {
      throw new Error("Maximum permit count exceeded");
    }
    free += n;
    Sim.release(permits);
  }

  public int availablePermits() {
    Sim.look(permits, Kind.READ, "looks at the permits of");
    Sim.value(free);
    return free;
  }

  public int drainPermits() {
    Sim.step(permits, Kind.LOCK, "acquires all of");
    int all = free;
    free = 0;
    Sim.acquire(permits);
    return all;
  }

  protected void reducePermits(int reduction) {
    if (reduction < 0) {
      throw new IllegalArgumentException();
    }
    Sim.step(permits, Kind.LOCK, "reduces");
    free -= reduction;
  }

  public boolean isFair() {
    return fair;
  }

  public final boolean hasQueuedThreads() {
    return getQueueLength() > 0;
  }

  public final int getQueueLength() {
    Sim.look(permits, Kind.READ, "looks who waits for");
    return queued;
  }

  private static void requireSome(int n) {
    if (n < 0) {
      throw new IllegalArgumentException();
    }
  }

  @Override
  public String toString() {
    return "Semaphore[Permits = " + free + "]";
  }
}
