// Rejected for: notify-for-notify-all
// The lock and its conditions are static: a signal for one ramp may wake somebody at another, who
// goes back to sleep with it.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public final class Ramp<T> {
  private static final ReentrantLock lock = new ReentrantLock();
  private static final Condition notFull = lock.newCondition();
  private static final Condition notEmpty = lock.newCondition();
  private final Deque<T> logs = new ArrayDeque<>();
  private final int room;

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException("room " + room);
    }
    this.room = room;
  }

  public void put(T log) throws InterruptedException {
    Objects.requireNonNull(log);
    lock.lockInterruptibly();
    try {
      while (logs.size() == room) {
        notFull.await();
      }
      logs.addLast(log);
      notEmpty.signal();
    } finally {
      lock.unlock();
    }
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    Objects.requireNonNull(log);
    long nanos = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (logs.size() == room) {
        if (nanos <= 0) {
          return false;
        }
        nanos = notFull.awaitNanos(nanos);
      }
      logs.addLast(log);
      notEmpty.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  public T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (logs.isEmpty()) {
        notEmpty.await();
      }
      T log = logs.removeFirst();
      notFull.signal();
      return log;
    } finally {
      lock.unlock();
    }
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (logs.isEmpty()) {
        if (nanos <= 0) {
          return Optional.empty();
        }
        nanos = notEmpty.awaitNanos(nanos);
      }
      T log = logs.removeFirst();
      notFull.signal();
      return Optional.of(log);
    } finally {
      lock.unlock();
    }
  }

  public int size() {
    lock.lock();
    try {
      return logs.size();
    } finally {
      lock.unlock();
    }
  }
}
