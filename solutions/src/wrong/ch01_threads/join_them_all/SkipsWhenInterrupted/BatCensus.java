// Rejected for: swallowed-interrupt
// Caught around each single join: the thread for which it waited just then is not waited for any
// more.
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
      try {
        volunteer.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return bats;
  }
}
