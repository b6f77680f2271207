// Rejected for: missing-join
// Only those who are alive need to be waited for, so it asks. It asks before start(), and before
// start() nobody is alive.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    List<Thread> alive = new ArrayList<>();
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      Thread volunteer = new Thread(() -> bats[place] = roosts.get(place).count());
      if (volunteer.isAlive()) {
        alive.add(volunteer);
      }
      volunteer.start();
    }
    for (Thread volunteer : alive) {
      volunteer.join();
    }
    return bats;
  }
}
