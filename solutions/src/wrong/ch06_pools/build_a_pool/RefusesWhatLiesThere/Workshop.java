// Rejected for: check-then-act
// Puts the job on the shelf and looks then whether the workshop is closed. A hand may have taken
// the job by then, and the customer is told that it is refused.
package workbook.ch06_pools.build_a_pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

public final class Workshop {
  private static final Runnable GO_HOME = () -> {};

  private final BlockingQueue<Runnable> shelf = new LinkedBlockingQueue<>();
  private final Consumer<Throwable> mishaps;
  private final List<Thread> threads = new ArrayList<>(); // not changed after the constructor
  private final Object door = new Object();
  private volatile boolean closed;

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    if (hands < 1) {
      throw new IllegalArgumentException("hands: " + hands);
    }
    this.mishaps = mishaps;
    for (int i = 0; i < hands; i++) {
      threads.add(new Thread(this::work, "hand " + i));
    }
    threads.forEach(Thread::start);
  }

  public void accept(Runnable job) {
    Objects.requireNonNull(job);
    if (closed) {
      throw new RejectedExecutionException();
    }
    shelf.add(job);
    if (closed) {
      shelf.remove(job);
      throw new RejectedExecutionException();
    }
  }

  public void close() {
    synchronized (door) {
      if (!closed) {
        closed = true;
        threads.forEach(hand -> shelf.add(GO_HOME));
      }
    }
  }

  public void awaitEnd() throws InterruptedException {
    for (Thread hand : threads) {
      hand.join();
    }
  }

  private void work() {
    while (true) {
      try {
        Runnable job = shelf.take();
        if (job == GO_HOME) {
          return;
        }
        perform(job);
      } catch (InterruptedException e) {
        // A job has interrupted its own thread; the mark is cleared now, so back to the shelf.
      }
    }
  }

  private void perform(Runnable job) {
    try {
      job.run();
    } catch (Throwable mishap) {
      mishaps.accept(mishap);
    }
  }
}
