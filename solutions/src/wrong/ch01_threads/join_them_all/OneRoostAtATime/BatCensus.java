// Rejected for: sequential-in-disguise
// All are sent out and all are joined. A lock, to make the writing safe, is held while they count.
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
      Thread volunteer =
          new Thread(() -> {
            synchronized (bats) {
              bats[place] = roosts.get(place).count();
            }
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
