package workbook.explorer.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of a fair run do, step by step, to find out that they go round in a circle: the
 * same steps with the same values, again and again, by several threads.
 *
 * <p>A thread that counts its attempts without telling anybody looks the same each time round, so
 * the circle must be passed often before it counts as one without an end.
 */
final class Circle {
  private static final int LONGEST = 300;

  private final long[] steps;
  private final int[] threads;
  private int count;

  /**
   * Prepares for a run.
   *
   * @param limit after so many steps it is decided
   */
  Circle(int limit) {
    this.steps = new long[limit];
    this.threads = new int[limit];
  }

  /** A step was made. What it does to the world is known only once {@link #value} is told. */
  void made(Op op) {
    if (count < steps.length) {
      threads[count] = op.thread.id;
      steps[count] = base(op) + (leavesAsItWas(op) ? 0 : unique());
      count++;
    }
  }

  /** The step just made wrote this, or read it. */
  void value(Op op, @Nullable Object value) {
    if (count > 0) {
      steps[count - 1] = base(op) * 31 + hash(value);
    }
  }

  /** The step just made has changed nothing after all. */
  void unchanged(Op op) {
    if (count > 0) {
      steps[count - 1] = base(op);
    }
  }

  /** Something was written without a step of its own. */
  void wrote(@Nullable Object value) {
    if (count > 0) {
      steps[count - 1] = steps[count - 1] * 31 + hash(value);
    }
  }

  /** Something happened that may never happen again in the same way. */
  void progress() {
    if (count > 0) {
      steps[count - 1] += unique();
    }
  }

  boolean isDecided() {
    return count == steps.length;
  }

  /**
   * Returns after how many steps several threads had gone round in it for the second time, or 0
   * where they go round in none.
   *
   * @param repeating so many steps at the end must repeat, and two rounds at least
   */
  int closed(int repeating) {
    for (int period = 2; period <= Math.min(LONGEST, count / 2); period++) {
      int from = count - period;
      while (from > 0 && steps[from - 1] == steps[from - 1 + period]) {
        from--;
      }
      if (count - from >= Math.max(2 * period, repeating)) {
        return Arrays.stream(threads, count - period, count).distinct().count() > 1
            ? from + 2 * period
            : 0;
      }
    }
    return 0;
  }

  private long unique() {
    return (count + 1) * 0x9E3779B97F4A7C15L;
  }

  private static long base(Op op) {
    long on = op.on == null ? 0 : System.identityHashCode(op.on);
    return ((on * 31 + op.kind.hashCode()) * 31 + op.thread.id) * 31 + op.outcome.hashCode();
  }

  /** Only what is told to have changed nothing, or what another step takes back. */
  private static boolean leavesAsItWas(Op op) {
    return switch (op.kind) {
      case LOCK, TRY_LOCK, UNLOCK, READ, BLOCKED, WAIT, WAKE, TIME_OUT, NOTIFY -> true;
      case SLEEP, YIELD, SPIN, JOIN -> true;
      case START, END, WRITE, UPDATE, SPURIOUS, INTERRUPT, INITIALISE, EXCEPTION, OTHER -> false;
    };
  }

  /** Of what is equal in each run the same, of anything else not the same twice. */
  private static long hash(@Nullable Object value) {
    return value instanceof Number
            || value instanceof Boolean
            || value instanceof Character
            || value instanceof String
        ? value.hashCode()
        : System.identityHashCode(value);
  }
}
