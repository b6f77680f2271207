// Right because: the state is an immutable list that is exchanged as a whole; whoever has to wait
// does so for a latch that the next change opens.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

public final class Ramp<T> {
  /** The logs, the first to come off in front, and what opens when it is no longer so. */
  private record State<T>(List<T> logs, CountDownLatch over) {
    State(List<T> logs) {
      this(logs, new CountDownLatch(1));
    }
  }

  private final int room;
  private final AtomicReference<State<T>> state = new AtomicReference<>(new State<>(List.of()));

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException("room " + room);
    }
    this.room = room;
  }

  public void put(T log) throws InterruptedException {
    Objects.requireNonNull(log);
    for (State<T> now = state.get(); !laid(now, log); now = state.get()) {
      if (now.logs.size() == room) {
        now.over.await();
      }
    }
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    Objects.requireNonNull(log);
    long end = System.nanoTime() + patience.toNanos();
    for (State<T> now = state.get(); !laid(now, log); now = state.get()) {
      if (now.logs.size() == room && !awaitUntil(now.over, end)) {
        return false;
      }
    }
    return true;
  }

  private boolean laid(State<T> now, T log) {
    return now.logs.size() < room
        && exchange(now, Stream.concat(now.logs.stream(), Stream.of(log)).toList());
  }

  public T take() throws InterruptedException {
    for (State<T> now = state.get(); ; now = state.get()) {
      if (now.logs.isEmpty()) {
        now.over.await();
      } else if (exchange(now, List.copyOf(now.logs.subList(1, now.logs.size())))) {
        return now.logs.getFirst();
      }
    }
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (State<T> now = state.get(); ; now = state.get()) {
      if (now.logs.isEmpty()) {
        if (!awaitUntil(now.over, end)) {
          return Optional.empty();
        }
      } else if (exchange(now, List.copyOf(now.logs.subList(1, now.logs.size())))) {
        return Optional.of(now.logs.getFirst());
      }
    }
  }

  private boolean exchange(State<T> now, List<T> logs) {
    boolean mine = state.compareAndSet(now, new State<>(logs));
    if (mine) {
      now.over.countDown();
    }
    return mine;
  }

  private static boolean awaitUntil(CountDownLatch latch, long end) throws InterruptedException {
    return latch.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  public int size() {
    return state.get().logs.size();
  }
}
