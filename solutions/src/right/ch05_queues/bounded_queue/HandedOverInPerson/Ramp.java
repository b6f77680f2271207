// Right because: everybody who has to wait leaves a slip; whoever comes serves the first slip,
// under the lock. Who gives up looks at the slip once more, under the lock, before going.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

public final class Ramp<T> {
  /** A wait: for the log in it to be laid down, or for a log to be put into it. */
  private static final class Slip<T> {
    final Thread thread = Thread.currentThread();
    T log; // guarded by the ramp's monitor
    volatile boolean served;

    Slip(T log) {
      this.log = log;
    }
  }

  private final int room;
  private final Deque<T> logs = new ArrayDeque<>(); // guarded by this
  private final Deque<Slip<T>> loggers = new ArrayDeque<>(); // guarded by this
  private final Deque<Slip<T>> saws = new ArrayDeque<>(); // guarded by this

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException();
    }
    this.room = room;
  }

  public void put(T log) throws InterruptedException {
    lay(log, 0, true);
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    return lay(log, patience.toNanos(), false);
  }

  private boolean lay(T log, long nanos, boolean forEver) throws InterruptedException {
    Objects.requireNonNull(log);
    Slip<T> mine = new Slip<>(log);
    synchronized (this) {
      Slip<T> saw = saws.pollFirst();
      if (saw != null) { // then the ramp is empty
        saw.log = log;
        serve(saw);
        return true;
      }
      if (logs.size() < room) {
        logs.addLast(log);
        return true;
      }
      loggers.addLast(mine);
    }
    return await(mine, loggers, nanos, forEver);
  }

  public T take() throws InterruptedException {
    return lift(0, true);
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    return Optional.ofNullable(lift(patience.toNanos(), false));
  }

  private T lift(long nanos, boolean forEver) throws InterruptedException {
    Slip<T> mine = new Slip<>(null);
    synchronized (this) {
      T log = logs.pollFirst();
      if (log != null) {
        Slip<T> logger = loggers.pollFirst();
        if (logger != null) {
          logs.addLast(logger.log);
          serve(logger);
        }
        return log;
      }
      saws.addLast(mine);
    }
    return await(mine, saws, nanos, forEver) ? mine.log : null;
  }

  private void serve(Slip<T> slip) {
    slip.served = true;
    LockSupport.unpark(slip.thread);
  }

  /** Returns whether the slip was served; if it was not, it is withdrawn. */
  private boolean await(Slip<T> mine, Deque<Slip<T>> line, long nanos, boolean forEver)
      throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (!mine.served) {
      boolean interrupted = Thread.currentThread().isInterrupted();
      long left = end - System.nanoTime();
      if (interrupted || (!forEver && left <= 0)) {
        synchronized (this) {
          if (line.remove(mine)) {
            if (Thread.interrupted()) {
              throw new InterruptedException();
            }
            return false;
          }
        }
        return true; // served at the last moment
      }
      if (forEver) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, left);
      }
    }
    return true;
  }

  public synchronized int size() {
    return logs.size();
  }
}
