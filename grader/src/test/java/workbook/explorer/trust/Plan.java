package workbook.explorer.trust;

import java.util.List;

/**
 * A program: its threads are numbered from 1, and thread 0 starts them in this order, joins some in
 * this order and then reads all fields. It is over when all threads have ended that are no daemons.
 *
 * @param ties how thread 0 is bound to each of the others
 * @param permits that the semaphore has at first
 * @param spurious whether one thread may wake up for no reason
 */
record Plan(List<List<Stmt>> threads, List<Tie> ties, int permits, boolean spurious) {
  static final int REGISTERS = 3;

  /** How the first thread is bound to one that it starts. */
  enum Tie {
    JOINED,
    /** No daemon, and not joined either. */
    LOOSE,
    DAEMON
  }

  Plan {
    threads = List.copyOf(threads);
    ties = List.copyOf(ties);
  }

  Tie tie(int thread) {
    return thread == 0 ? Tie.LOOSE : ties.get(thread - 1);
  }

  /** Has a bit for each thread that is tied like this. */
  int tied(Tie like) {
    int bits = 0;
    for (int t = 1; t <= threads.size(); t++) {
      bits |= tie(t) == like ? 1 << t : 0;
    }
    return bits;
  }

  /** Whether a real run can leave a thread behind that waits for ever. */
  boolean leavesWaiters() {
    return tied(Tie.DAEMON) != 0
        && !threads.toString().matches("(?:(?!Wait|Sync|LOCK|ACQUIRE|Park|Join|Spin).)*");
  }

  Plan withoutSpuriousWakeUps() {
    return new Plan(threads, ties, permits, false);
  }

  /** Whether it has a loop that only looks. */
  boolean spins() {
    return threads.toString().contains("Spin[");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(permits).append(" permits, spurious wake-ups: ").append(spurious).append('\n');
    int n = 0;
    for (List<Stmt> thread : threads) {
      text.append("  ")
          .append(++n)
          .append(' ')
          .append(tie(n))
          .append(": ")
          .append(thread)
          .append('\n');
    }
    return text.toString();
  }
}
