package workbook.explorer.search;

import java.util.ArrayList;
import java.util.List;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.SimThread;

/**
 * Every choice tried, without any reduction: slow, and simple enough to be trusted as a reference.
 */
final class Exhaustive extends Logging {
  private final List<int[]> path = new ArrayList<>(); // chosen, options
  private int position;

  @Override
  int chooseThread(Execution run, List<SimThread> candidates, int[] costs) {
    return choose(candidates.size());
  }

  @Override
  int chooseOutcome(int options, int each) {
    return choose(options);
  }

  private int choose(int n) {
    if (position == path.size()) {
      path.add(new int[] {0, n});
    }
    return path.get(position++)[0];
  }

  /** Prepares the next run; false where there is none. */
  boolean next() {
    position = 0;
    clear();
    while (!path.isEmpty()) {
      int[] last = path.getLast();
      if (++last[0] < last[1]) {
        return true;
      }
      path.removeLast();
    }
    return false;
  }
}
