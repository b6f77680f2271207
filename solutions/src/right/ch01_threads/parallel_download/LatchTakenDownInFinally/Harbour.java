// Right because: a latch that every download takes down on its way out, whichever way that is.
package workbook.ch01_threads.parallel_download;

import java.util.List;
import java.util.concurrent.CountDownLatch;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    var out = new CountDownLatch(morning.length);
    for (int i = 0; i < morning.length; i++) {
      int place = i;
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              morning[place] = fetch(buoys.get(place));
            } finally {
              out.countDown();
            }
          });
    }
    out.await();
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
