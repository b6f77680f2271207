// Right because: the end of the patience is a point in time, and a wait that lasts until then
// cannot begin anew; whether it is over is asked only where there is nothing to be had.
package workbook.ch05_queues.bounded_queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public final class Ramp<T> {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Condition place = lock.writeLock().newCondition();
  private final Condition log = lock.writeLock().newCondition();
  private final List<T> logs = new ArrayList<>(); // guarded by lock
  private final int room;

  public Ramp(int room) {
    if (room < 1) {
      throw new IllegalArgumentException("room for " + room);
    }
    this.room = room;
  }

  public void put(T item) throws InterruptedException {
    Objects.requireNonNull(item);
    lock.writeLock().lockInterruptibly();
    try {
      while (logs.size() == room) {
        place.await();
      }
      logs.add(item);
      log.signal();
    } finally {
      lock.writeLock().unlock();
    }
  }

  public boolean offer(T item, Duration patience) throws InterruptedException {
    Objects.requireNonNull(item);
    Date end = end(patience);
    lock.writeLock().lockInterruptibly();
    try {
      boolean patient = !patience.isNegative();
      while (logs.size() == room) {
        if (!patient) {
          return false;
        }
        patient = place.awaitUntil(end);
      }
      logs.add(item);
      log.signal();
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }

  public T take() throws InterruptedException {
    lock.writeLock().lockInterruptibly();
    try {
      while (logs.isEmpty()) {
        log.await();
      }
      place.signal();
      return logs.remove(0);
    } finally {
      lock.writeLock().unlock();
    }
  }

  public Optional<T> poll(Duration patience) throws InterruptedException {
    Date end = end(patience);
    lock.writeLock().lockInterruptibly();
    try {
      boolean patient = !patience.isNegative();
      while (logs.isEmpty()) {
        if (!patient) {
          return Optional.empty();
        }
        patient = log.awaitUntil(end);
      }
      place.signal();
      return Optional.of(logs.remove(0));
    } finally {
      lock.writeLock().unlock();
    }
  }

  public int size() {
    lock.readLock().lock();
    try {
      return logs.size();
    } finally {
      lock.readLock().unlock();
    }
  }

  private static Date end(Duration patience) {
    return Date.from(Instant.now().plus(patience));
  }
}
