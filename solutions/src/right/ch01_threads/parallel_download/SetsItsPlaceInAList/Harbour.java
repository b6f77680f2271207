// Right because: the list is as long as it will be before the first thread starts; each thread
// replaces what is in its own place, and all are joined before anybody reads.
package workbook.ch01_threads.parallel_download;

import java.util.ArrayList;
import java.util.List;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    List<Recording> morning = new ArrayList<>();
    for (Buoy buoy : buoys) {
      morning.add(new Recording.Failed(buoy, new IllegalStateException("not fetched yet")));
    }
    List<Thread> downloads = new ArrayList<>();
    for (int i = 0; i < buoys.size(); i++) {
      int place = i;
      downloads.add(Thread.ofPlatform().start(() -> fetch(buoys.get(place), place, morning)));
    }
    for (Thread download : downloads) {
      download.join();
    }
    return morning.toArray(new Recording[0]);
  }

  private static void fetch(Buoy buoy, int place, List<Recording> morning) {
    try {
      morning.set(place, new Recording.Heard(buoy, buoy.download()));
    } catch (Exception why) {
      morning.set(place, new Recording.Failed(buoy, why));
    }
  }
}
