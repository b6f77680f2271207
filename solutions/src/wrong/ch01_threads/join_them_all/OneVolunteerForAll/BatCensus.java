// Rejected for: sequential-in-disguise
// There is a thread, and it is joined; it goes from roost to roost.
package workbook.ch01_threads.join_them_all;

import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    Thread volunteer =
        new Thread(() -> {
          for (int i = 0; i < bats.length; i++) {
            bats[i] = roosts.get(i).count();
          }
        });
    volunteer.start();
    volunteer.join();
    return bats;
  }
}
