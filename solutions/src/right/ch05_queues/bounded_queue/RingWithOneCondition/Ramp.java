// Right because: a ring of fixed length under a fair lock; everybody waits on one condition, and so
// everybody is woken at every change. put and take are told apart from the others by having no end.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

public final class Ramp<T> {
  private final Lock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private final Object[] ring; // guarded by lock, as are the two figures
  private int first;
  private int count;

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException("room must be positive: " + room);
    }
    ring = new Object[room];
  }

  public void put(T log) throws InterruptedException {
    Objects.requireNonNull(log);
    lock.lock();
    try {
      while (count == ring.length) {
        changed.await();
      }
      add(log);
    } finally {
      lock.unlock();
    }
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    Objects.requireNonNull(log);
    lock.lock();
    try {
      boolean place = awaitUnless(() -> count == ring.length, patience);
      if (place) {
        add(log);
      }
      return place;
    } finally {
      lock.unlock();
    }
  }

  public T take() throws InterruptedException {
    lock.lock();
    try {
      while (count == 0) {
        changed.await();
      }
      return remove();
    } finally {
      lock.unlock();
    }
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      return awaitUnless(() -> count == 0, patience) ? Optional.of(remove()) : Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  public int size() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitUnless(BooleanSupplier obstacle, Duration patience)
      throws InterruptedException {
    long left = patience.toNanos();
    while (obstacle.getAsBoolean()) {
      if (left <= 0) {
        return false;
      }
      left = changed.awaitNanos(left);
    }
    return true;
  }

  private void add(T log) {
    ring[(first + count) % ring.length] = log;
    count++;
    changed.signalAll();
  }

  @SuppressWarnings("unchecked") // nothing else is ever put in
  private T remove() {
    T log = (T) ring[first];
    ring[first] = null;
    first = (first + 1) % ring.length;
    count--;
    changed.signalAll();
    return log;
  }
}
