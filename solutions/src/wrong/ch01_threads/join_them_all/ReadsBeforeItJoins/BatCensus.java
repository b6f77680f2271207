// Rejected for: missing-join
// All are joined, but each figure is copied into the list one line before its thread is waited
// for.
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
    int[] list = new int[bats.length];
    for (int i = 0; i < list.length; i++) {
      list[i] = bats[i];
      volunteers.get(i).join();
    }
    return list;
  }
}
