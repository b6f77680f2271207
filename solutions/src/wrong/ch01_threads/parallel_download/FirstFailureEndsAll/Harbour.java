// Rejected for: lost-item
// The first failure is thrown on to the caller, as failures should be. With it go all recordings
// that have come.
package workbook.ch01_threads.parallel_download;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    try (var pool = Executors.newCachedThreadPool()) {
      List<Future<byte[]>> sounds = new ArrayList<>();
      for (Buoy buoy : buoys) {
        sounds.add(pool.submit(buoy::download));
      }
      for (int i = 0; i < morning.length; i++) {
        try {
          morning[i] = new Recording.Heard(buoys.get(i), sounds.get(i).get());
        } catch (ExecutionException e) {
          throw new IllegalStateException(buoys.get(i) + " has failed", e.getCause());
        }
      }
    }
    return morning;
  }
}
