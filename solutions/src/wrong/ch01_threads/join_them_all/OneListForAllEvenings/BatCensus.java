// Rejected for: over-synchronised
// The list of threads is a static field: it is there anyway, and safe for many threads. Whoever
// comes second waits for the first one's volunteers, too.
package workbook.ch01_threads.join_them_all;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      Thread volunteer = new Thread(() -> bats[place] = roosts.get(place).count());
      volunteer.start();
      VOLUNTEERS.add(volunteer);
    }
    for (Thread volunteer : VOLUNTEERS) {
      volunteer.join();
    }
    return bats;
  }

  private static final List<Thread> VOLUNTEERS = new CopyOnWriteArrayList<>();
}
