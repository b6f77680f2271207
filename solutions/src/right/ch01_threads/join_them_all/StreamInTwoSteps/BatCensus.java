// Right because: toList() ends the first stream, so all have been started before the second joins
// anybody.
package workbook.ch01_threads.join_them_all;

import java.util.List;
import java.util.stream.IntStream;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    var bats = new int[roosts.size()];
    var volunteers =
        IntStream.range(0, bats.length)
            .mapToObj(i -> Thread.startVirtualThread(() -> bats[i] = roosts.get(i).count()))
            .toList();
    for (Thread volunteer : volunteers) {
      volunteer.join();
    }
    return bats;
  }
}
