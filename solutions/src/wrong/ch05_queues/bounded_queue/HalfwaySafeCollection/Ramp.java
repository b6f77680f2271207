// Rejected for: wrong-result
// A synchronized list keeps each of its calls whole, and that is all it does: nobody waits for
// anybody.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

public final class Ramp<T> {
  private final List<T> logs = Collections.synchronizedList(new ArrayList<>());
  private final int room;

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException();
    }
    this.room = room;
  }

  public void put(T log) throws InterruptedException {
    Objects.requireNonNull(log);
    if (logs.size() < room) {
      logs.add(log);
    }
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    Objects.requireNonNull(log);
    return logs.size() < room && logs.add(log);
  }

  public T take() throws InterruptedException {
    return logs.removeFirst();
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    return logs.isEmpty() ? Optional.empty() : Optional.of(logs.removeFirst());
  }

  public int size() {
    return logs.size();
  }
}
