// Rejected for: missing-join
// A time-out, to be on the safe side. join(…) does not say whether the thread has ended or the
// time.
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
      volunteer.start();
      volunteers.add(volunteer);
    }
    for (Thread volunteer : volunteers) {
      volunteer.join(3_600_000);
    }
    return bats;
  }
}
