// Rejected for: lock-leak
// Takes a permit for a place, and is interrupted before the log is laid down: the permit is never
// given back, and the ramp has one place less for ever.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

public final class Ramp<T> {
  private final Deque<T> deque = new ArrayDeque<>(); // guarded by itself
  private final Semaphore mutex = new Semaphore(1);
  private final Semaphore free;
  private final Semaphore taken;

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException("no room");
    }
    free = new Semaphore(room, true);
    taken = new Semaphore(0, true);
  }

  public void put(T log) throws InterruptedException {
    if (log == null) {
      throw new NullPointerException("log");
    }
    free.acquire();
    mutex.acquire(); // may throw, and then the place is gone
    deque.addFirst(log);
    mutex.release();
    taken.release();
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    if (log == null) {
      throw new NullPointerException("log");
    }
    boolean got = free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (got) {
      mutex.acquireUninterruptibly();
      deque.addFirst(log);
      mutex.release();
      taken.release();
    }
    return got;
  }

  public T take() throws InterruptedException {
    taken.acquire();
    T log;
    mutex.acquireUninterruptibly();
    log = deque.removeLast();
    mutex.release();
    free.release();
    return log;
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    if (!taken.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    Optional<T> log;
    mutex.acquireUninterruptibly();
    log = Optional.of(deque.removeLast());
    mutex.release();
    free.release();
    return log;
  }

  public int size() {
    mutex.acquireUninterruptibly();
    try {
      return deque.size();
    } finally {
      mutex.release();
    }
  }
}
