// Rejected for: unguarded-access
// Each figure comes with its place, so the order can be put right at the end. But several threads
// add to one ArrayList, which is not made for that: an addition can get lost.
package workbook.ch01_threads.join_them_all;

import java.util.ArrayList;
import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    List<int[]> found = new ArrayList<>();
    List<Thread> volunteers = new ArrayList<>();
    for (int i = 0; i < roosts.size(); i++) {
      int place = i;
      Thread volunteer = new Thread(() -> found.add(new int[] {place, roosts.get(place).count()}));
      volunteer.start();
      volunteers.add(volunteer);
    }
    for (Thread volunteer : volunteers) {
      volunteer.join();
    }
    int[] bats = new int[roosts.size()];
    for (int[] figure : found) {
      bats[figure[0]] = figure[1];
    }
    return bats;
  }
}
