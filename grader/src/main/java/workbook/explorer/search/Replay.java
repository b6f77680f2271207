package workbook.explorer.search;

import java.util.List;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.SimThread;

/** Makes the decisions of a schedule again. */
final class Replay extends Logging {
  private final List<Integer> decisions;
  private int next;

  Replay(Schedule schedule) {
    this.decisions = schedule.decisions();
  }

  @Override
  int chooseThread(Execution run, List<SimThread> candidates, int[] costs) {
    if (candidates.size() == 1 || next == decisions.size()) {
      return 0;
    }
    int wanted = decisions.get(next++);
    for (int i = 0; i < candidates.size(); i++) {
      if (candidates.get(i).id == wanted) {
        return i;
      }
    }
    throw new IllegalStateException("the schedule does not fit the code: decision " + next);
  }

  @Override
  int chooseOutcome(int options, int each) {
    int wanted = next == decisions.size() ? 0 : decisions.get(next++);
    if (wanted >= options) {
      throw new IllegalStateException("the schedule does not fit the code: decision " + next);
    }
    return wanted;
  }
}
