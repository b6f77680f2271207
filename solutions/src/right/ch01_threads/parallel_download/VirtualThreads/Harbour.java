// Right because: a virtual thread for each download; they wait as well as any, and cost less.
package workbook.ch01_threads.parallel_download;

import java.util.List;
import java.util.stream.IntStream;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    Recording[] morning = new Recording[buoys.size()];
    List<Thread> downloads =
        IntStream.range(0, morning.length)
            .mapToObj(i -> Thread.startVirtualThread(() -> morning[i] = fetch(buoys.get(i))))
            .toList();
    for (Thread download : downloads) {
      download.join();
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
