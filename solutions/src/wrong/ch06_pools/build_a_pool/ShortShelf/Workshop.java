// Rejected for: over-synchronised
// The shelf has room for ten jobs, and whoever brings an eleventh waits, with the door in hand.
package workbook.ch06_pools.build_a_pool;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

public final class Workshop {
  private static final Runnable GO_HOME = () -> {};

  private final BlockingQueue<Runnable> shelf = new ArrayBlockingQueue<>(10);
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
      try {
        shelf.put(job);
      } catch (InterruptedException e) {
        throw new RejectedExecutionException(e);
      }
    }
  }

  public void close() {
    synchronized (door) {
      if (!closed) {
        closed = true;
        threads.forEach(hand -> {
          try {
            shelf.put(GO_HOME);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
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
