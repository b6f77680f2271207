// Right because: one lock for shelf, door and the number of hands inside; one condition for those
// who wait for work and one for those who wait for the end.
package workbook.ch06_pools.build_a_pool;

import java.util.LinkedList;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

public final class Workshop {
  private final Lock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition end = lock.newCondition();
  private final Queue<Runnable> shelf = new LinkedList<>(); // guarded by lock
  private boolean closed; // guarded by lock
  private int handsInside; // guarded by lock
  private final Consumer<Throwable> mishaps;

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    if (hands < 1) {
      throw new IllegalArgumentException("hands: " + hands);
    }
    this.mishaps = mishaps;
    this.handsInside = hands;
    for (int i = 0; i < hands; i++) {
      Thread.ofPlatform().daemon().start(this::work);
    }
  }

  public void accept(Runnable job) {
    Objects.requireNonNull(job, "job");
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      shelf.add(job);
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public void awaitEnd() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (handsInside > 0) {
        end.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    for (Runnable job = next(); job != null; job = next()) {
      try {
        job.run();
      } catch (Throwable mishap) {
        mishaps.accept(mishap);
      } finally {
        Thread.interrupted();
      }
    }
  }

  private Runnable next() {
    lock.lock();
    try {
      while (shelf.isEmpty() && !closed) {
        work.awaitUninterruptibly();
      }
      Runnable job = shelf.poll();
      if (job == null && --handsInside == 0) {
        end.signalAll();
      }
      return job;
    } finally {
      lock.unlock();
    }
  }
}
