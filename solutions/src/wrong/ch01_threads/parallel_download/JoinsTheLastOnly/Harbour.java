// Rejected for: missing-join
// The loop is over and the name stands for the last thread; that one is joined.
package workbook.ch01_threads.parallel_download;

import java.util.List;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    Thread download = null;
    for (int i = 0; i < morning.length; i++) {
      int place = i;
      download = new Thread(() -> morning[place] = fetch(buoys.get(place)));
      download.start();
    }
    if (download != null) {
      download.join();
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
