// Rejected for: sequential-in-disguise
// A pool with a thread for each buoy, and each future is asked for its result in the line that
// makes it.
package workbook.ch01_threads.parallel_download;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    try (var pool = Executors.newCachedThreadPool()) {
      for (int i = 0; i < morning.length; i++) {
        Buoy buoy = buoys.get(i);
        try {
          morning[i] = pool.submit(() -> fetch(buoy)).get();
        } catch (ExecutionException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return morning;
  }

  private static Recording fetch(Buoy buoy) {
    try {
      return new Recording.Heard(buoy, buoy.download());
    } catch (Exception why) {
      return new Recording.Failed(buoy, why);
    }
  }
}
