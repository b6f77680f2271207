// Rejected for: run-for-start
// Every failure is told and nothing is lost. It takes as long as all downloads together.
package workbook.ch01_threads.parallel_download;

import java.util.List;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    for (int i = 0; i < morning.length; i++) {
      morning[i] = fetch(buoys.get(i));
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
