package workbook.explorer.model.util.concurrent;

import java.util.concurrent.TimeUnit;
import workbook.explorer.model.lang.Thread;

/**
 * Models {@link java.util.concurrent.ExecutorService} for the sake of {@link #close}, which needs a
 * simulated thread.
 */
public interface ExecutorService extends java.util.concurrent.ExecutorService {
  @Override
  default void close() {
    boolean terminated = isTerminated();
    if (terminated) {
      return;
    }
    shutdown();
    boolean interrupted = false;
    while (!terminated) {
      try {
        terminated = awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        if (!interrupted) {
          shutdownNow();
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
