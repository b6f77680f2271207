// Rejected for: uncaught-exception
// Who storms out is replaced by a new hand. That keeps the number, but a thread for each mishap is
// what the pool was to save; and the mishap is nobody's.
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
  private boolean closed; // guarded by door

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
    synchronized (door) {
      if (closed) {
        throw new RejectedExecutionException();
      }
      shelf.add(job);
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
    boolean done = false;
    try {
      job.run();
      done = true;
    } finally {
      if (!done) {
        Thread replacement = new Thread(this::work);
        synchronized (door) {
          threads.add(replacement);
        }
        replacement.start();
      }
    }
  }
}
