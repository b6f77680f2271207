// Rejected for: wrong-order
// A list that is safe for many threads, to which each adds its figure when it is back. It is
// complete, and in nobody's order.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    List<Integer> figures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> volunteers = new ArrayList<>();
    for (Roost roost : roosts) {
      Thread volunteer = new Thread(() -> figures.add(roost.count()));
      volunteer.start();
      volunteers.add(volunteer);
    }
    for (Thread volunteer : volunteers) {
      volunteer.join();
    }
    return figures.stream().mapToInt(Integer::intValue).toArray();
  }
}
