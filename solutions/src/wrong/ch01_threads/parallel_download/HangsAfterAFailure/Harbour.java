// Rejected for: deadlock
// A latch for all, taken down in the line behind the download. A download that throws never gets
// to that line.
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
      Buoy buoy = buoys.get(i);
      new Thread(
              () -> {
                try {
                  morning[place] = new Recording.Heard(buoy, buoy.download());
                  out.countDown();
                } catch (Exception why) {
                  morning[place] = new Recording.Failed(buoy, why);
                }
              })
          .start();
    }
    out.await();
    return morning;
  }
}
