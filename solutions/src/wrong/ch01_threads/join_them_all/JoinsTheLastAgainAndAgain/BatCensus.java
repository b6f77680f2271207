// Rejected for: missing-join
// The name stands for the thread that was started last, and the second loop waits for that one as
// many times as there are threads. Found in a textbook.
package workbook.ch01_threads.join_them_all;

import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    Thread volunteer = null;
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      volunteer = new Thread(() -> bats[place] = roosts.get(place).count());
      volunteer.start();
    }
    for (int i = 0; i < bats.length; i++) {
      volunteer.join();
    }
    return bats;
  }
}
