// Rejected for: swallowed-interrupt
// InterruptedException is caught where the compiler points to, and what has come so far is
// returned.
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
    try {
      for (Thread download : downloads) {
        download.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
