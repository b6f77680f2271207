// Right because: fair semaphores for places and logs, and a monitor for an ordinary deque; the
// monitor is never held for longer than one step of the deque.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

public final class Ramp<T> {
  private final Deque<T> deque = new ArrayDeque<>(); // guarded by itself
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
    synchronized (deque) {
      deque.addFirst(log);
    }
    taken.release();
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    if (log == null) {
      throw new NullPointerException("log");
    }
    boolean got = free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (got) {
      synchronized (deque) {
        deque.addFirst(log);
      }
      taken.release();
    }
    return got;
  }

  public T take() throws InterruptedException {
    taken.acquire();
    T log;
    synchronized (deque) {
      log = deque.removeLast();
    }
    free.release();
    return log;
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    if (!taken.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    Optional<T> log;
    synchronized (deque) {
      log = Optional.of(deque.removeLast());
    }
    free.release();
    return log;
  }

  public int size() {
    synchronized (deque) {
      return deque.size();
    }
  }
}
