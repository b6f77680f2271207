package workbook.explorer.search;

import java.util.List;
import workbook.explorer.runtime.Chooser;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.SimThread;

/**
 * Lets the threads go on in turn, a step each, one of them some steps ahead: threads that give way
 * to each other do so for ever then, if they can at all.
 */
final class LockStep implements Chooser {
  /** Enough for hundreds of attempts. */
  static final int STEPS = 4_000;

  private final int leader;
  private final int steps;
  private int ahead;
  private int last = -1;

  /**
   * Makes a chooser for one run.
   *
   * @param leader the thread that begins
   * @param ahead how many steps it makes before the others may go on
   * @param steps after how many it is looked whether they go in a circle
   */
  LockStep(int leader, int ahead, int steps) {
    this.leader = leader;
    this.ahead = ahead;
    this.steps = steps;
  }

  @Override
  public int fairSteps() {
    return steps;
  }

  @Override
  public int thread(Execution run, List<SimThread> candidates, int[] costs) {
    int choice = 0;
    for (int i = candidates.size() - 1; i >= 0; i--) {
      if (candidates.get(i).id > last) {
        choice = i; // the next in order
      }
    }
    for (int i = 0; ahead > 0 && i < candidates.size(); i++) {
      if (candidates.get(i).id == leader) {
        ahead--;
        return i;
      }
    }
    last = candidates.get(choice).id;
    return choice;
  }

  @Override
  public int outcome(Execution run, int options, int cost) {
    return 0;
  }
}
