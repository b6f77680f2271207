package workbook.ch01_threads.parallel_download;

import java.util.ArrayList;
import java.util.List;

/** The harbour office: sends out for all recordings at once, and waits for all that comes of it. */
public final class Harbour {
  private Harbour() {}

  /** Fetches all recordings at the same time; a failure takes its own place and no other. */
  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    // Each place is written by one thread, and read after that thread was joined.
    Recording[] morning = new Recording[buoys.size()];
    List<Thread> downloads = new ArrayList<>();
    for (int i = 0; i < morning.length; i++) {
      int place = i;
      Thread download = new Thread(() -> morning[place] = fetch(buoys.get(place)));
      download.start();
      downloads.add(download);
    }
    for (Thread download : downloads) {
      download.join();
    }
    return morning;
  }

  /** Makes a result of whatever happens, for an exception that leaves a thread reaches nobody. */
  private static Recording fetch(Buoy buoy) {
    try {
      return new Recording.Heard(buoy, buoy.download());
    } catch (Exception why) {
      return new Recording.Failed(buoy, why);
    }
  }
}
