// Rejected for: over-synchronised
// close waits until everybody has gone home. A job that calls it waits for itself.
package workbook.ch06_pools.build_a_pool;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A workshop with a fixed number of hands, who do the jobs that are brought in.
 *
 * <p>Shelf and door have one lock, so that nothing comes in behind a locked door. It is never held
 * while a job runs.
 */
public final class Workshop {
  /** What the hands share. A class of its own, so that no thread sees a half-made workshop. */
  private static final class Shelf {
    @GuardedBy("this")
    private final Queue<Runnable> jobs = new ArrayDeque<>();

    @GuardedBy("this")
    private boolean closed;

    synchronized void add(Runnable job) {
      if (closed) {
        throw new RejectedExecutionException("the workshop is closed");
      }
      jobs.add(job);
      notify(); // only hands wait here, and any of them will do
    }

    synchronized void close() {
      closed = true;
      notifyAll(); // whoever waits can go home
    }

    /** Returns the next job, or null when there will be none any more. */
    synchronized @Nullable Runnable next() throws InterruptedException {
      while (jobs.isEmpty() && !closed) {
        wait();
      }
      return jobs.poll();
    }
  }

  private final Shelf shelf = new Shelf();
  private final List<Thread> threads; // never changed

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    if (hands < 1) {
      throw new IllegalArgumentException("a workshop with " + hands + " hands");
    }
    Objects.requireNonNull(mishaps);
    Shelf own = shelf;
    threads =
        IntStream.rangeClosed(1, hands)
            .mapToObj(i -> Thread.ofPlatform().name("hand " + i).start(() -> work(own, mishaps)))
            .toList();
  }

  public void accept(Runnable job) {
    shelf.add(Objects.requireNonNull(job));
  }

  public void close() {
    shelf.close();
    try {
      awaitEnd();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void awaitEnd() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void work(Shelf shelf, Consumer<Throwable> mishaps) {
    try {
      for (Runnable job = shelf.next(); job != null; job = shelf.next()) {
        try {
          job.run();
        } catch (Throwable mishap) {
          mishaps.accept(mishap);
        }
        Thread.interrupted(); // what a job did to its thread was its own affair
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody else interrupts a hand", e);
    }
  }
}
