// Right because: one semaphore counts free places and another the logs; a lock-free queue holds
// them in between. Whoever has a permit never waits again, so nothing can be interrupted half-way.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

public final class Ramp<T> {
  private final Queue<T> onRamp = new ConcurrentLinkedQueue<>();
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
    onRamp.add(log);
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
    T log = onRamp.remove(); // there is one for each permit
    places.release();
    return log;
  }

  public int size() {
    return logs.availablePermits();
  }
}
