// Rejected for: run-for-start
// run() does the work, so it seems to be the call one wants. It does it here and now, in the
// thread that calls it.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    List<Thread> volunteers = new ArrayList<>();
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      Thread volunteer = new Thread(() -> bats[place] = roosts.get(place).count());
      volunteer.run();
      volunteers.add(volunteer);
    }
    for (Thread volunteer : volunteers) {
      volunteer.join();
    }
    return bats;
  }
}
