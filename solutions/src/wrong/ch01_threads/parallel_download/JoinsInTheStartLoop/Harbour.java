// Rejected for: sequential-in-disguise
// Each download has a thread, and each thread is waited for before the next one starts.
package workbook.ch01_threads.parallel_download;

import java.util.List;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    for (int i = 0; i < morning.length; i++) {
      int place = i;
      Thread download = new Thread(() -> morning[place] = fetch(buoys.get(place)));
      download.start();
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
