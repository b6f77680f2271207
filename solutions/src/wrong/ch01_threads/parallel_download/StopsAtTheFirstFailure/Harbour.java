// Rejected for: lost-item
// All are fetched; but the loop that collects them ends with the first that failed, and leaves the
// places behind it empty.
package workbook.ch01_threads.parallel_download;

import java.util.ArrayList;
import java.util.List;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Object[] came = new Object[buoys.size()];
    List<Thread> downloads = new ArrayList<>();
    for (int i = 0; i < came.length; i++) {
      int place = i;
      Thread download =
          new Thread(() -> {
            try {
              came[place] = buoys.get(place).download();
            } catch (Exception why) {
              came[place] = why;
            }
          });
      download.start();
      downloads.add(download);
    }
    for (Thread download : downloads) {
      download.join();
    }
    Recording[] morning = new Recording[came.length];
    for (int i = 0; i < came.length; i++) {
      if (came[i] instanceof Exception why) {
        morning[i] = new Recording.Failed(buoys.get(i), why);
        break;
      }
      morning[i] = new Recording.Heard(buoys.get(i), (byte[]) came[i]);
    }
    return morning;
  }
}
