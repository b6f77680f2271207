// Rejected for: missing-join
// A latch that one thread opens. The first who is back opens it for all.
package workbook.ch01_threads.join_them_all;

import java.util.List;
import java.util.concurrent.CountDownLatch;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    var back = new CountDownLatch(Math.min(1, bats.length));
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      new Thread(
              () -> {
                bats[place] = roosts.get(place).count();
                back.countDown();
              })
          .start();
    }
    back.await();
    return bats;
  }
}
