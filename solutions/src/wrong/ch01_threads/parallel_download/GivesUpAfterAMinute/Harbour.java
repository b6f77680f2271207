// Rejected for: missing-join
// No download ever took a minute. Who waits no longer than that returns an empty place one day.
package workbook.ch01_threads.parallel_download;

import java.util.ArrayList;
import java.util.List;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    List<Thread> downloads = new ArrayList<>();
    for (int i = 0; i < morning.length; i++) {
      int place = i;
      Thread download = new Thread(() -> morning[place] = fetch(buoys.get(place)));
      download.start();
      downloads.add(download);
    }
    for (Thread download : downloads) {
      download.join(60_000);
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
