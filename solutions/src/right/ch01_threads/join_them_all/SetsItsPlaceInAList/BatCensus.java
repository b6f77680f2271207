// Right because: set replaces what is in one place of the list and leaves the list as long as it
// was;
// each volunteer has a place of its own, and the list is read when all have been joined.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    List<Integer> bats = new ArrayList<>(Collections.nCopies(roosts.size(), 0));
    List<Thread> volunteers = new ArrayList<>();
    for (int i = 0; i < bats.size(); i++) {
      int place = i;
      volunteers.add(Thread.startVirtualThread(() -> bats.set(place, roosts.get(place).count())));
    }
    for (Thread volunteer : volunteers) {
      volunteer.join();
    }
    return bats.stream().mapToInt(Integer::intValue).toArray();
  }
}
