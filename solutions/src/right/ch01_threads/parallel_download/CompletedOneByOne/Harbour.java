// Right because: each future becomes a result of either kind, and join() waits to the end whoever
// interrupts, and keeps the status.
package workbook.ch01_threads.parallel_download;

import java.util.List;
import java.util.concurrent.CompletableFuture;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    var came =
        buoys.stream()
            .map(buoy ->
                CompletableFuture.supplyAsync(() -> fetch(buoy), task -> new Thread(task).start()))
            .toList();
    return came.stream().map(CompletableFuture::join).toArray(Recording[]::new);
  }

  private static Recording fetch(Buoy buoy) {
    try {
      return new Recording.Heard(buoy, buoy.download());
    } catch (Exception why) {
      return new Recording.Failed(buoy, why);
    }
  }
}
