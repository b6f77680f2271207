// Rejected for: forbidden-shortcut
// What one would do at work, and what this exercise is not about.
package workbook.ch06_pools.build_a_pool;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

public final class Workshop {
  private final ExecutorService pool;
  private final Consumer<Throwable> mishaps;

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    pool = Executors.newFixedThreadPool(hands);
    this.mishaps = mishaps;
  }

  public void accept(Runnable job) {
    pool.execute(() -> {
      try {
        job.run();
      } catch (Throwable mishap) {
        mishaps.accept(mishap);
      }
    });
  }

  public void close() {
    pool.shutdown();
  }

  public void awaitEnd() throws InterruptedException {
    pool.awaitTermination(365, TimeUnit.DAYS);
  }
}
