package workbook.ch01_threads.join_them_all;

import java.util.List;

/**
 * One evening of the yearly bat census: every roost in town is watched by a volunteer of its own.
 *
 * <p>The volunteers are sent out all right, each a thread that counts and writes its figure down in
 * a place that nobody else writes to. But on some evenings a figure is missing from the list, and
 * stands as 0 where everybody knows a large colony.
 *
 * <p>The method keeps its name and its parameter; inside, everything is yours to change.
 */
public final class BatCensus {
  private BatCensus() {}

  /**
   * Has the bats of all roosts counted at the same time, and waits for all the figures.
   *
   * @return the figures, in the order of the roosts
   */
  public static int[] countAll(List<Roost> roosts) throws InterruptedException {
    int[] bats = new int[roosts.size()];
    Thread volunteer = null;
    for (int i = 0; i < bats.length; i++) {
      int place = i;
      volunteer = new Thread(() -> bats[place] = roosts.get(place).count());
      volunteer.start();
      // TODO 1: in the next round the name "volunteer" stands for somebody else. Who still knows
      //  this one then?
    }
    for (int i = 0; i < bats.length; i++) {
      // TODO 2: for whom does this wait: the first time, the second time, the last time?
      volunteer.join();
    }
    return bats;
  }
}
