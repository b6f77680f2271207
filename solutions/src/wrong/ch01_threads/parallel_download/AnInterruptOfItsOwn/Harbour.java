// Rejected for: lost-failure
// Does what one is told to do with an InterruptedException. But nobody has interrupted this thread:
// the
// exception is what the buoy has thrown, and is to be told like any other.
package workbook.ch01_threads.parallel_download;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    List<Thread> downloads = new ArrayList<>();
    for (int i = 0; i < morning.length; i++) {
      int place = i;
      downloads.add(Thread.ofPlatform().start(() -> morning[place] = became(buoys.get(place))));
    }
    for (Thread download : downloads) {
      download.join();
    }
    return morning;
  }

  private static Recording became(Buoy buoy) {
    try {
      return new Recording.Heard(buoy, buoy.download());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Recording.Failed(buoy, new InterruptedIOException("the download was broken off"));
    } catch (IOException | RuntimeException e) {
      return new Recording.Failed(buoy, e);
    }
  }
}
