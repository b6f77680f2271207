// Rejected for: lost-update
// Two locks, one for each side, and a count that both sides change. volatile makes it visible; it
// does not make count++ one step.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public final class Ramp<T> {
  private static final class Node<T> {
    T log; // read and emptied under bottom, written before the count says so
    Node<T> next;

    Node(T log) {
      this.log = log;
    }
  }

  private final int room;
  private volatile int count;

  private final ReentrantLock top = new ReentrantLock();
  private final Condition notFull = top.newCondition();
  private Node<T> last; // guarded by top

  private final ReentrantLock bottom = new ReentrantLock();
  private final Condition notEmpty = bottom.newCondition();
  private Node<T> beforeFirst; // guarded by bottom

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException();
    }
    this.room = room;
    last = beforeFirst = new Node<>(null);
  }

  public void put(T log) throws InterruptedException {
    offer(log, -1, true);
  }

  public boolean offer(T log, Duration patience) throws InterruptedException {
    return offer(log, patience.toNanos(), false);
  }

  private boolean offer(T log, long nanos, boolean forEver) throws InterruptedException {
    Objects.requireNonNull(log);
    int before;
    top.lockInterruptibly();
    try {
      while (count == room) {
        if (forEver) {
          notFull.await();
        } else if (nanos <= 0) {
          return false;
        } else {
          nanos = notFull.awaitNanos(nanos);
        }
      }
      last = last.next = new Node<>(log);
      before = count++;
      if (before + 1 < room) {
        notFull.signal();
      }
    } finally {
      top.unlock();
    }
    if (before == 0) {
      bottom.lock();
      try {
        notEmpty.signal();
      } finally {
        bottom.unlock();
      }
    }
    return true;
  }

  public T take() throws InterruptedException {
    return poll(-1, true);
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    return Optional.ofNullable(poll(patience.toNanos(), false));
  }

  private T poll(long nanos, boolean forEver) throws InterruptedException {
    T log;
    int before;
    bottom.lockInterruptibly();
    try {
      while (count == 0) {
        if (forEver) {
          notEmpty.await();
        } else if (nanos <= 0) {
          return null;
        } else {
          nanos = notEmpty.awaitNanos(nanos);
        }
      }
      beforeFirst = beforeFirst.next;
      log = beforeFirst.log;
      beforeFirst.log = null;
      before = count--;
      if (before > 1) {
        notEmpty.signal();
      }
    } finally {
      bottom.unlock();
    }
    if (before == room) {
      top.lock();
      try {
        notFull.signal();
      } finally {
        top.unlock();
      }
    }
    return log;
  }

  public int size() {
    return count;
  }
}
