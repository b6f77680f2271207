// Right because: the caller sends out one and waits for one; each volunteer sends out the next
// before it counts, and waits for it when it has counted.
package workbook.ch01_threads.join_them_all;

import java.util.List;

public final class BatCensus {
  private BatCensus() {}

  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    Thread first = new Thread(() -> count(roosts, 0, bats));
    first.start();
    first.join();
    return bats;
  }

  private static void count(List<Roost> roosts, int place, int[] bats) {
    if (place == bats.length) {
      return;
    }
    Thread next = new Thread(() -> count(roosts, place + 1, bats));
    next.start();
    bats[place] = roosts.get(place).count();
    try {
      next.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a volunteer", e);
    }
  }
}
