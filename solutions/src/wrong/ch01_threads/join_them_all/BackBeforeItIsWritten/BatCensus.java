// Rejected for: missing-join
// Each volunteer says that the count is over, in a finally, and only then is the figure written
// down.
package workbook.ch01_threads.join_them_all;

import java.util.List;
import java.util.concurrent.CountDownLatch;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    var back = new CountDownLatch(bats.length);
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      Thread.ofPlatform().start(() -> bats[place] = counted(roosts.get(place), back));
    }
    back.await();
    return bats;
  }

  private static int counted(Roost roost, CountDownLatch back) {
    try {
      return roost.count();
    } finally {
      back.countDown();
    }
  }
}
