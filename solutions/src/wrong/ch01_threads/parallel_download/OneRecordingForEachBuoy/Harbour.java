// Rejected for: wrong-result
// A map from buoys to recordings that is made for many threads. A buoy that stands in the list
// twice has two places and one entry; the recording that came first is gone.
package workbook.ch01_threads.parallel_download;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Map<Buoy, Recording> came = new ConcurrentHashMap<>();
    List<Thread> downloads = new ArrayList<>();
    for (Buoy buoy : buoys) {
      Thread download = new Thread(() -> came.put(buoy, fetch(buoy)));
      download.start();
      downloads.add(download);
    }
    for (Thread download : downloads) {
      download.join();
    }
    return buoys.stream().map(came::get).toArray(Recording[]::new);
  }

  private static Recording fetch(Buoy buoy) {
    try {
      return new Recording.Heard(buoy, buoy.download());
    } catch (Exception why) {
      return new Recording.Failed(buoy, why);
    }
  }
}
