// Right because: each volunteer hands in a slip with its place and its figure, and the caller
// takes as many slips as there are roosts.
package workbook.ch01_threads.join_them_all;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    BlockingQueue<int[]> slips = new LinkedBlockingQueue<>();
    int place = 0;
    for (Roost roost : roosts) {
      int number = place++;
      new Thread(() -> slips.add(new int[] {number, roost.count()})).start();
    }
    int[] bats = new int[place];
    for (int i = 0; i < place; i++) {
      int[] slip = slips.take();
      bats[slip[0]] = slip[1];
    }
    return bats;
  }
}
