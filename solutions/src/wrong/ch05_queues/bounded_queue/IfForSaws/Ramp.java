// Rejected for: if-for-while
// "I was woken, so there is a log." Somebody else may have taken it in the meantime, or the wake-up
// had no reason at all.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.LinkedList;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

public final class Ramp<T> {
  private final Queue<T> logs = new LinkedList<>(); // guarded by this
  private final int room;

  public Ramp(int room) {
    if (room <= 0) {
      throw new IllegalArgumentException("room: " + room);
    }
    this.room = room;
  }

  public synchronized void put(T log) throws InterruptedException {
    Objects.requireNonNull(log);
    while (logs.size() >= room) {
      wait();
    }
    logs.add(log);
    notifyAll();
  }

  public synchronized boolean offer(T log, Duration patience) throws InterruptedException {
    Objects.requireNonNull(log);
    long end = System.nanoTime() + patience.toNanos();
    while (logs.size() >= room) {
      if (!waitUntil(end)) {
        return false;
      }
    }
    logs.add(log);
    notifyAll();
    return true;
  }

  public synchronized T take() throws InterruptedException {
    if (logs.isEmpty()) {
      wait();
    }
    notifyAll();
    return logs.remove();
  }

  public synchronized Optional<T> poll(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (logs.isEmpty()) {
      if (!waitUntil(end)) {
        return Optional.empty();
      }
    }
    notifyAll();
    return Optional.of(logs.remove());
  }

  public synchronized int size() {
    return logs.size();
  }

  private boolean waitUntil(long end) throws InterruptedException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
    return true;
  }
}
