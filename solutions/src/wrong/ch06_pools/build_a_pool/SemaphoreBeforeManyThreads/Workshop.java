// Rejected for: unbounded
// A thread for each job, and a semaphore lets so many of them work at a time. The others are there
// all the same, three hundred people in a small shop.
package workbook.ch06_pools.build_a_pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

public final class Workshop {
  private final Consumer<Throwable> mishaps;
  private final Semaphore seats;
  private final List<Thread> threads = new ArrayList<>(); // guarded by this
  private boolean closed; // guarded by this

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    if (hands < 1) {
      throw new IllegalArgumentException();
    }
    this.mishaps = mishaps;
    seats = new Semaphore(hands, true);
  }

  public synchronized void accept(Runnable job) {
    Objects.requireNonNull(job);
    if (closed) {
      throw new RejectedExecutionException();
    }
    Thread thread =
        new Thread(() -> {
          seats.acquireUninterruptibly();
          try {
            job.run();
          } catch (Throwable mishap) {
            mishaps.accept(mishap);
          } finally {
            seats.release();
          }
        });
    threads.add(thread);
    thread.start();
  }

  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  public void awaitEnd() throws InterruptedException {
    synchronized (this) {
      while (!closed) {
        wait();
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
