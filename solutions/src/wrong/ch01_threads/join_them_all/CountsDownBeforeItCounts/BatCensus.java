// Rejected for: missing-join
// A latch for all, and each thread opens its part of it as the first thing that it does.
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
      new Thread(
              () -> {
                back.countDown();
                bats[place] = roosts.get(place).count();
              })
          .start();
    }
    back.await();
    return bats;
  }
}
