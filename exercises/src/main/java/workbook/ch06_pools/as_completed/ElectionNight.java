package workbook.ch06_pools.as_completed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Has the districts counted by helpers and announces on the radio what comes in.
 *
 * <p>As it stands, the helpers count side by side, as they should. But the announcer calls up one
 * district after the other, in the order of the register, and puts the phone down only when that
 * district is done. And when one reports that its boxes have burst, the announcer goes home.
 *
 * <p>What exactly is wanted is in the README beside this file. The signatures below must stay as
 * they are; inside, everything may be changed.
 */
public final class ElectionNight {
  /**
   * Has all districts counted, and announces each when it is done.
   *
   * @param districts what is to be counted
   * @param helpers the pool whose threads count; it belongs to the caller
   * @param radio is told each report, in the thread that calls this method
   */
  public void announce(List<District> districts, ExecutorService helpers, Consumer<Report> radio)
      throws InterruptedException {
    List<Future<Integer>> counts = new ArrayList<>();
    for (District district : districts) {
      counts.add(helpers.submit(district::count));
    }
    for (int i = 0; i < counts.size(); i++) {
      try {
        // TODO 1: who waits here for whom? How could whoever is done come to the announcer?
        radio.accept(new Report.Counted(districts.get(i), counts.get(i).get()));
      } catch (ExecutionException e) {
        return; // TODO 2: and what do the listeners get to hear? And of all the others?
      }
    }
  }
}
