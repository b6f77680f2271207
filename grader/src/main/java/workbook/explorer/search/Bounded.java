package workbook.explorer.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.SimThread;

/**
 * All schedules without a pre-emption, then all with one, and so on: the first that fails is the
 * simplest to look at.
 */
final class Bounded extends Logging {
  private static final class Node {
    final int[] costs;
    int chosen;

    Node(int[] costs, int chosen) {
      this.costs = costs;
      this.chosen = chosen;
    }
  }

  private final List<Node> path = new ArrayList<>();
  private int position;
  private int[] prefix = {};

  @Override
  int chooseThread(Execution run, List<SimThread> candidates, int[] costs) {
    int n = candidates.size();
    return n == 1 ? 0 : choose(n, costs);
  }

  @Override
  int chooseOutcome(int options, int each) {
    int[] costs = new int[options];
    for (int i = 1; i < options; i++) {
      costs[i] = each;
    }
    return choose(options, costs);
  }

  private int choose(int n, int[] costs) {
    if (position == path.size()) {
      int[] copy = new int[n];
      System.arraycopy(costs, 0, copy, 0, n);
      path.add(new Node(copy, position < prefix.length ? prefix[position] : 0));
    }
    Node node = path.get(position++);
    if (node.costs.length != n) {
      throw new IllegalStateException("the code under test is not deterministic");
    }
    return node.chosen;
  }

  /**
   * Runs schedules until one is accepted, none is left, or the budget is spent.
   *
   * @param run runs the program with this chooser and says whether to stop
   * @return whether all schedules up to the bound were run
   */
  boolean search(int bound, int budget, Predicate<Bounded> run) {
    List<Deque<int[]>> levels = new ArrayList<>();
    for (int i = 0; i <= bound; i++) {
      levels.add(new ArrayDeque<>());
    }
    levels.get(0).add(new int[0]);
    int runs = 0;
    for (Deque<int[]> level : levels) {
      int k = levels.indexOf(level);
      for (int[] root = level.poll(); root != null; root = level.poll()) {
        path.clear();
        prefix = root;
        boolean more = true;
        while (more) {
          if (runs++ == budget) {
            return false;
          }
          position = 0;
          clear();
          if (run.test(this)) {
            return false;
          }
          more = advance(root.length, k, levels);
        }
      }
    }
    return true;
  }

  /** Goes to the next schedule of the same cost; dearer ones are kept for their level. */
  private boolean advance(int from, int level, List<Deque<int[]>> levels) {
    for (int i = path.size() - 1; i >= from; i--) {
      Node node = path.get(i);
      for (int c = node.chosen + 1; c < node.costs.length; c++) {
        if (node.costs[c] == 0) {
          node.chosen = c;
          path.subList(i + 1, path.size()).clear();
          return true;
        }
        int target = level + node.costs[c];
        if (target < levels.size()) {
          int[] start = new int[i + 1];
          for (int k = 0; k < i; k++) {
            start[k] = path.get(k).chosen;
          }
          start[i] = c;
          levels.get(target).add(start);
        }
      }
    }
    return false;
  }
}
