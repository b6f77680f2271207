// Rejected for: run-for-start
// The last roost is counted by the caller, for it has nothing else to do. It has: while it counts,
// nobody can call it off.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    List<Thread> volunteers = new ArrayList<>();
    for (int i = 0; i + 1 < bats.length; i++) {
      int place = i;
      Thread volunteer = new Thread(() -> bats[place] = roosts.get(place).count());
      volunteer.start();
      volunteers.add(volunteer);
    }
    if (bats.length > 0) {
      bats[bats.length - 1] = roosts.getLast().count();
    }
    for (Thread volunteer : volunteers) {
      volunteer.join();
    }
    return bats;
  }
}
