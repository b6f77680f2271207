// Rejected for: lock-leak
// unlock() stands at the end of the method, and not in finally. Who is interrupted while waiting
// takes the lock along.
package workbook.ch05_queues.bounded_queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A ramp between the forest and the sawmill: logs are laid down at the top and taken off at the
 * bottom.
 *
 * <p>One condition for each reason to wait, so that one signal is enough: whoever it wakes, it
 * wakes the right kind.
 *
 * @param <T> what a log is
 */
public final class Ramp<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notFull = lock.newCondition();
  private final Condition notEmpty = lock.newCondition();

  @GuardedBy("lock")
  private final Deque<T> logs = new ArrayDeque<>();

  private final int room;

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException("a ramp with room for " + room + " logs");
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
      lay(log);
    } finally {
      lock.unlock();
    }
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    Objects.requireNonNull(log);
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (logs.size() == room) { // asked first: a signal that came too late is not to be lost
        if (left <= 0) {
          return false;
        }
        left = notFull.awaitNanos(left);
      }
      lay(log);
      return true;
    } finally {
      lock.unlock();
    }
  }

  public T take() throws InterruptedException {
    lock.lockInterruptibly();
    while (logs.isEmpty()) {
      notEmpty.await();
    }
    T log = lift();
    lock.unlock();
    return log;
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (logs.isEmpty()) {
        if (left <= 0) {
          return Optional.empty();
        }
        left = notEmpty.awaitNanos(left);
      }
      return Optional.of(lift());
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

  @GuardedBy("lock")
  private void lay(T log) {
    logs.addLast(log);
    notEmpty.signal();
  }

  @GuardedBy("lock")
  private T lift() {
    T log = logs.removeFirst();
    notFull.signal();
    return log;
  }
}
