// Rejected for: thread-leak
// The pool is a local variable, so it seems to go when the method does. Its threads wait for more.
package workbook.ch01_threads.parallel_download;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public final class Harbour {
  private Harbour() {}

  public static Recording[] fetchAll(List<Buoy> buoys) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, buoys.size()));
    List<Future<Recording>> came = new ArrayList<>();
    for (Buoy buoy : buoys) {
      came.add(pool.submit(() -> fetch(buoy)));
    }
    Recording[] morning = new Recording[buoys.size()];
    for (int i = 0; i < morning.length; i++) {
      try {
        morning[i] = came.get(i).get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
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
