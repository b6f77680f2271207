package workbook.explorer.trust;

import java.util.List;

/**
 * A program: its threads are numbered from 1, and thread 0 starts them in this order, joins them in
 * this order and then reads all fields.
 *
 * @param permits that the semaphore has at first
 * @param spurious whether one thread may wake up for no reason
 */
record Plan(List<List<Stmt>> threads, int permits, boolean spurious) {
  static final int REGISTERS = 3;

  Plan {
    threads = List.copyOf(threads);
  }

  Plan withoutSpuriousWakeUps() {
    return new Plan(threads, permits, false);
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
      text.append("  ").append(++n).append(": ").append(thread).append('\n');
    }
    return text.toString();
  }
}
