// Right because: a hand is hired when a job comes and not all are there yet; from then on it stays,
// and never are there more than so many.
package workbook.ch06_pools.build_a_pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

public final class Workshop {
  private final int hands;
  private final Consumer<Throwable> mishaps;
  private final Deque<Runnable> shelf = new ArrayDeque<>(); // guarded by this
  private final List<Thread> hired = new ArrayList<>(); // guarded by this
  private boolean closed; // guarded by this

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    if (hands <= 0) {
      throw new IllegalArgumentException("" + hands);
    }
    this.hands = hands;
    this.mishaps = mishaps;
  }

  public synchronized void accept(Runnable job) {
    Objects.requireNonNull(job);
    if (closed) {
      throw new RejectedExecutionException();
    }
    shelf.addLast(job);
    if (hired.size() < hands) {
      Thread hand = new Thread(this::work);
      hired.add(hand);
      hand.start();
    }
    notifyAll(); // who waits for the end waits here, too
  }

  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  public void awaitEnd() throws InterruptedException {
    for (Thread hand : hiredInTheEnd()) {
      hand.join();
    }
  }

  private synchronized List<Thread> hiredInTheEnd() throws InterruptedException {
    while (!closed) {
      wait();
    }
    return List.copyOf(hired);
  }

  private void work() {
    Runnable job;
    while ((job = next()) != null) {
      try {
        job.run();
      } catch (Throwable mishap) {
        mishaps.accept(mishap);
      }
    }
  }

  private synchronized Runnable next() {
    Thread.interrupted();
    while (shelf.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError("cleared above", e);
      }
    }
    return shelf.pollFirst();
  }
}
