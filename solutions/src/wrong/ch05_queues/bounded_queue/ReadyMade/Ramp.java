// Rejected for: forbidden-shortcut
// What one would do at work, and what this exercise is not about.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

public final class Ramp<T> {
  private final BlockingQueue<T> logs;

  public Ramp(int room) {
    logs = new ArrayBlockingQueue<>(room);
  }

  public void put(T log) throws InterruptedException {
    logs.put(log);
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    return logs.offer(log, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  public T take() throws InterruptedException {
    return logs.take();
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    return Optional.ofNullable(logs.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
  }

  public int size() {
    return logs.size();
  }
}
