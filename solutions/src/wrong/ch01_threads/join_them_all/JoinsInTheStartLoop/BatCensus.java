// Rejected for: sequential-in-disguise
// join() right behind start(), where the name still stands for the right thread: the second
// volunteer is sent out when the first is back.
package workbook.ch01_threads.join_them_all;

import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      Thread volunteer = new Thread(() -> bats[place] = roosts.get(place).count());
      volunteer.start();
      volunteer.join();
    }
    return bats;
  }
}
