// Rejected for: wrong-order
// The place is drawn when the figure is there, from a counter that is safe. The first place goes
// to the first who is back.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    var next = new AtomicInteger();
    List<Thread> volunteers = new ArrayList<>();
    for (Roost roost : roosts) {
      Thread volunteer =
          new Thread(() -> {
            int figure = roost.count();
            bats[next.getAndIncrement()] = figure;
          });
      volunteer.start();
      volunteers.add(volunteer);
    }
    for (Thread volunteer : volunteers) {
      volunteer.join();
    }
    return bats;
  }
}
