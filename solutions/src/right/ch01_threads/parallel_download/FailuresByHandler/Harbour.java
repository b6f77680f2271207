// Right because: what a thread throws is told to its handler, and the handler fills the place. The
// exception is carried out as the cause of one that may be thrown.
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
      Buoy buoy = buoys.get(i);
      Thread download =
          new Thread(() -> {
            try {
              morning[place] = new Recording.Heard(buoy, buoy.download());
            } catch (Exception why) {
              throw new IllegalStateException(why);
            }
          });
      download.setUncaughtExceptionHandler((thread, thrown) ->
          morning[place] = new Recording.Failed(buoy, (Exception) thrown.getCause()));
      download.start();
      downloads.add(download);
    }
    for (Thread download : downloads) {
      download.join();
    }
    return morning;
  }
}
