// Rejected for: wrong-lock
// Loggers exclude loggers and saws exclude saws. But both change the same collection.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

public final class Ramp<T> {
  private final Deque<T> deque = new ArrayDeque<>();
  private final Object top = new Object();
  private final Object bottom = new Object();
  private final Semaphore places;
  private final Semaphore logs = new Semaphore(0);

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException();
    }
    places = new Semaphore(room);
  }

  public void put(T log) throws InterruptedException {
    Objects.requireNonNull(log);
    places.acquire();
    lay(log);
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    Objects.requireNonNull(log);
    if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return false;
    }
    lay(log);
    return true;
  }

  private void lay(T log) {
    synchronized (top) {
      deque.addLast(log);
    }
    logs.release();
  }

  public T take() throws InterruptedException {
    logs.acquire();
    return lift();
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    return logs.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
        ? Optional.of(lift())
        : Optional.empty();
  }

  private T lift() {
    T log;
    synchronized (bottom) {
      log = deque.removeFirst();
    }
    places.release();
    return log;
  }

  public int size() {
    synchronized (top) {
      return deque.size();
    }
  }
}
