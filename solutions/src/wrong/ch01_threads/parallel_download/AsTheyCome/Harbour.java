// Rejected for: wrong-order
// A queue that is safe for many threads, and everybody is in it. The first place is the
// quickest's.
package workbook.ch01_threads.parallel_download;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Queue<Recording> came = new ConcurrentLinkedQueue<>();
    List<Thread> downloads = new ArrayList<>();
    for (Buoy buoy : buoys) {
      Thread download = new Thread(() -> came.add(fetch(buoy)));
      download.start();
      downloads.add(download);
    }
    for (Thread download : downloads) {
      download.join();
    }
    return came.toArray(Recording[]::new);
  }

  private static Recording fetch(Buoy buoy) {
    try {
      return new Recording.Heard(buoy, buoy.download());
    } catch (Exception why) {
      return new Recording.Failed(buoy, why);
    }
  }
}
