// Rejected for: forbidden-shortcut
// No pool is named, but runAsync has one behind it, the common one.
package workbook.ch06_pools.build_a_pool;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

public final class Workshop {
  private final Consumer<Throwable> mishaps;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  public Workshop(int hands, Consumer<Throwable> mishaps) {
    this.mishaps = mishaps;
  }

  public synchronized void accept(Runnable job) {
    Objects.requireNonNull(job);
    last =
        CompletableFuture.allOf(
            last,
            CompletableFuture.runAsync(() -> {
              try {
                job.run();
              } catch (Throwable mishap) {
                mishaps.accept(mishap);
              }
            }));
  }

  public void close() {}

  public synchronized void awaitEnd() throws InterruptedException {
    last.join();
  }
}
