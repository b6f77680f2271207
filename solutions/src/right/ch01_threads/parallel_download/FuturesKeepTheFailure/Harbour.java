// Right because: a future keeps what its task has thrown until it is asked, and each is asked.
package workbook.ch01_threads.parallel_download;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    try (var pool = Executors.newCachedThreadPool()) {
      List<Callable<byte[]>> downloads = new ArrayList<>();
      for (Buoy buoy : buoys) {
        downloads.add(buoy::download);
      }
      List<Future<byte[]>> sounds = pool.invokeAll(downloads);
      Recording[] morning = new Recording[sounds.size()];
      for (int i = 0; i < morning.length; i++) {
        Buoy buoy = buoys.get(i);
        Future<byte[]> sound = sounds.get(i);
        morning[i] =
            sound.state() == Future.State.SUCCESS
                ? new Recording.Heard(buoy, sound.resultNow())
                : new Recording.Failed(buoy, (Exception) sound.exceptionNow());
      }
      return morning;
    }
  }
}
