// Rejected for: run-for-start
// A parallel stream runs in as many threads as there are processors, and one of them is the
// caller's. It is made for work that computes.
package workbook.ch01_threads.parallel_download;

import java.util.List;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    return buoys.parallelStream().map(Harbour::fetch).toArray(Recording[]::new);
  }

  private static Recording fetch(Buoy buoy) {
    try {
      return new Recording.Heard(buoy, buoy.download());
    } catch (Exception why) {
      return new Recording.Failed(buoy, why);
    }
  }
}
