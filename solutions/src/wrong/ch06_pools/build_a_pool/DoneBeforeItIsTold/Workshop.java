// Rejected for: missing-join
// Counts a job as done as soon as it has come to its end, and tells the mishap after that. The
// owner goes home too early to hear of it.
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

    @GuardedBy("this")
    private int open;

    synchronized void done() {
      open--;
      notifyAll();
    }

    synchronized void awaitDone() throws InterruptedException {
      while (!closed || open > 0) {
        wait();
      }
    }

    synchronized void add(Runnable job) {
      if (closed) {
        throw new RejectedExecutionException("the workshop is closed");
      }
      jobs.add(job);
      open++;
      notifyAll();
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
  }

  public void awaitEnd() throws InterruptedException {
    shelf.awaitDone();
  }

  private static void work(Shelf shelf, Consumer<Throwable> mishaps) {
    try {
      for (Runnable job = shelf.next(); job != null; job = shelf.next()) {
        try {
          job.run();
          shelf.done();
        } catch (Throwable mishap) {
          shelf.done();
          mishaps.accept(mishap);
        }
        Thread.interrupted(); // what a job did to its thread was its own affair
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody else interrupts a hand", e);
    }
  }
}
