// Rejected for: thread-leak
// Lets all volunteers begin at the same moment. If the coordinator is called away before she has
// given
// the sign, nobody gives it, and they stand at their roosts for ever.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    var inPlace = new CountDownLatch(bats.length);
    var sign = new CountDownLatch(1);
    List<Thread> volunteers = new ArrayList<>();
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      volunteers.add(
          Thread.ofPlatform()
              .start(() -> {
                inPlace.countDown();
                try {
                  sign.await();
                  bats[place] = roosts.get(place).count();
                } catch (InterruptedException nobodyDoesThat) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    inPlace.await();
    sign.countDown();
    for (Thread volunteer : volunteers) {
      volunteer.join();
    }
    return bats;
  }
}
