// Right because: whom one waits for first does not matter, as long as it is everybody.
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
    while (!volunteers.isEmpty()) {
      volunteers.removeLast().join();
    }
    return bats;
  }
}
