// Right because: the hands are virtual threads, one sentinel goes from hand to hand, and a latch
// counts those who have gone home.
package workbook.ch06_pools.build_a_pool;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

public final class Workshop {
  private final BlockingQueue<Runnable> shelf = new LinkedBlockingQueue<>();
  private final CountDownLatch atHome;
  private final Consumer<Throwable> mishaps;
  private final Runnable goHome = () -> {}; // told by its identity
  private boolean closed; // guarded by this

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    if (hands < 1) {
      throw new IllegalArgumentException();
    }
    this.mishaps = mishaps;
    atHome = new CountDownLatch(hands);
    for (int i = 1; i <= hands; i++) {
      Thread.ofVirtual().name("hand-" + i).start(this::work);
    }
  }

  public synchronized void accept(Runnable job) {
    Objects.requireNonNull(job);
    if (closed) {
      throw new RejectedExecutionException();
    }
    shelf.add(job);
  }

  public synchronized void close() {
    if (!closed) {
      closed = true;
      shelf.add(goHome);
    }
  }

  public void awaitEnd() throws InterruptedException {
    atHome.await();
  }

  private void work() {
    while (true) {
      Thread.interrupted(); // nobody but a job has set it
      Runnable job;
      try {
        job = shelf.take();
      } catch (InterruptedException e) {
        continue;
      }
      if (job == goHome) {
        shelf.add(goHome);
        atHome.countDown();
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
