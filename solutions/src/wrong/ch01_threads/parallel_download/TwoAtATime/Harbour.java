// Rejected for: sequential-in-disguise
// A pool of two, to be gentle with the link. The third buoy is asked when one of the others is
// done.
package workbook.ch01_threads.parallel_download;

import java.util.List;
import java.util.concurrent.Executors;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    try (var pool = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < morning.length; i++) {
        int place = i;
        pool.execute(() -> morning[place] = fetch(buoys.get(place)));
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
