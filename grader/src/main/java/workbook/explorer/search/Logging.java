package workbook.explorer.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import workbook.explorer.runtime.Chooser;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.SimThread;

/** A chooser that keeps what it chose. */
abstract class Logging implements Chooser {
  private final List<Integer> log = new ArrayList<>();
  private int cost;

  final void clear() {
    log.clear();
    cost = 0;
  }

  final Schedule schedule(BitSet racyKeys) {
    return new Schedule(List.copyOf(log), (BitSet) racyKeys.clone(), cost, false);
  }

  @Override
  public final int thread(Execution run, List<SimThread> candidates, int[] costs) {
    int choice = chooseThread(run, candidates, costs);
    if (choice >= 0) {
      if (candidates.size() > 1) {
        log.add(candidates.get(choice).id);
      }
      cost += costs[choice];
    }
    return choice;
  }

  @Override
  public final int outcome(Execution run, int options, int each) {
    int choice = chooseOutcome(options, each);
    log.add(choice);
    if (choice > 0) {
      cost += each;
    }
    return choice;
  }

  abstract int chooseThread(Execution run, List<SimThread> candidates, int[] costs);

  abstract int chooseOutcome(int options, int each);
}
