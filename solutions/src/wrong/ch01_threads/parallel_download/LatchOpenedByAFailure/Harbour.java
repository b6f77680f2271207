// Rejected for: missing-join
// A latch for all that each download takes down. Lest anybody hang after a failure, the first
// failure takes it down for everybody, those included who still send.
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
      new Thread(
              () -> {
                morning[place] = fetch(buoys.get(place));
                out.countDown();
                while (morning[place] instanceof Recording.Failed && out.getCount() > 0) {
                  out.countDown();
                }
              })
          .start();
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
