// Rejected for: lost-failure
// A FutureTask runs once, and keeps its failure as it would keep its map: after one clouded night
// there is never a map again.
package workbook.ch07_singleton.double_checked;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

public final class Observatory {
  private final FutureTask<StarMap> night;

  public Observatory(Supplier<StarMap> survey) {
    this.night = new FutureTask<>(survey::get);
  }

  public StarMap map() {
    night.run();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return night.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          switch (e.getCause()) {
            case RuntimeException failed -> throw failed;
            case Error failed -> throw failed;
            default -> throw new IllegalStateException(e);
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
