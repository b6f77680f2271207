// Rejected for: sleep-for-signal
// Polls the shelf with a time-out, so that the flag is seen within a tenth of a second. A pool that
// does nothing wakes up all day.
package workbook.ch06_pools.build_a_pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

public final class Workshop {
  private final BlockingQueue<Runnable> shelf = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private boolean closed; // guarded by this

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    if (hands < 1) {
      throw new IllegalArgumentException();
    }
    for (int i = 0; i < hands; i++) {
      threads.add(new Thread(() -> work(mishaps)));
    }
    threads.forEach(Thread::start);
  }

  public synchronized void accept(Runnable job) {
    Objects.requireNonNull(job);
    if (closed) {
      throw new RejectedExecutionException();
    }
    shelf.add(job);
  }

  public synchronized void close() {
    closed = true;
  }

  private synchronized boolean isOver() {
    return closed && shelf.isEmpty();
  }

  public void awaitEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void work(Consumer<Throwable> mishaps) {
    while (!isOver()) {
      try {
        Runnable job = shelf.poll(100, TimeUnit.MILLISECONDS);
        if (job != null) {
          job.run();
        }
      } catch (Throwable mishap) {
        mishaps.accept(mishap);
      }
      Thread.interrupted();
    }
  }
}
