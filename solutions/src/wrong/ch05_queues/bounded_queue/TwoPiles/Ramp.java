// Rejected for: wrong-order
// Two piles make a queue, if the one is turned over onto the other only when that is empty. Here it
// is done whenever somebody takes a log.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

public final class Ramp<T> {
  private final Deque<T> logs = new ArrayDeque<>(); // guarded by this
  private final Deque<T> turned = new ArrayDeque<>(); // guarded by this
  private final int room;

  public Ramp(int room) {
    if (room <= 0) {
      throw new IllegalArgumentException("room: " + room);
    }
    this.room = room;
  }

  public synchronized void put(T log) throws InterruptedException {
    Objects.requireNonNull(log);
    while (size() >= room) {
      wait();
    }
    logs.push(log);
    notifyAll();
  }

  public synchronized boolean offer(T log, Duration patience) throws InterruptedException {
    Objects.requireNonNull(log);
    long end = System.nanoTime() + patience.toNanos();
    while (size() >= room) {
      if (!waitUntil(end)) {
        return false;
      }
    }
    logs.push(log);
    notifyAll();
    return true;
  }

  public synchronized T take() throws InterruptedException {
    while (size() == 0) {
      wait();
    }
    notifyAll();
    return removeFirst();
  }

  public synchronized Optional<T> poll(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (size() == 0) {
      if (!waitUntil(end)) {
        return Optional.empty();
      }
    }
    notifyAll();
    return Optional.of(removeFirst());
  }

  private T removeFirst() {
    while (!logs.isEmpty()) {
      turned.push(logs.pop());
    }
    return turned.pop();
  }

  public synchronized int size() {
    return logs.size() + turned.size();
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
