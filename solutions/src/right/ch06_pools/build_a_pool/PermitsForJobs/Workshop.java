// Right because: a semaphore counts the jobs on a lock-free shelf, and in the end one more for each
// hand; who gets a permit and finds nothing goes home.
package workbook.ch06_pools.build_a_pool;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

public final class Workshop {
  private final Queue<Runnable> shelf = new ConcurrentLinkedQueue<>();
  private final Semaphore jobs = new Semaphore(0);
  private final ReadWriteLock door = new ReentrantReadWriteLock();
  private boolean closed; // guarded by door
  private final int hands;
  private final AtomicInteger inside;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Consumer<Throwable> mishaps;

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    if (hands < 1) {
      throw new IllegalArgumentException("hands must be positive");
    }
    this.hands = hands;
    this.mishaps = mishaps;
    inside = new AtomicInteger(hands);
    for (int i = 0; i < hands; i++) {
      Thread.startVirtualThread(this::work);
    }
  }

  public void accept(Runnable job) {
    Objects.requireNonNull(job);
    door.readLock().lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      shelf.add(job);
      jobs.release();
    } finally {
      door.readLock().unlock();
    }
  }

  public void close() {
    door.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        jobs.release(hands);
      }
    } finally {
      door.writeLock().unlock();
    }
  }

  public void awaitEnd() throws InterruptedException {
    try {
      end.get();
    } catch (ExecutionException e) {
      throw new AssertionError("the end is never a failure", e);
    }
  }

  private void work() {
    while (true) {
      jobs.acquireUninterruptibly();
      Thread.interrupted();
      Runnable job = shelf.poll();
      if (job == null) {
        if (inside.decrementAndGet() == 0) {
          end.complete(null);
        }
        return;
      }
      try {
        job.run();
      } catch (Throwable mishap) {
        mishaps.accept(mishap);
      }
    }
  }
}
