package workbook.explorer.runtime;

import java.util.Arrays;

/**
 * Vector clocks as plain arrays, which grow with the threads: index is a thread's number, value the
 * count of its epochs that are known to have happened before.
 */
final class Clock {
  static final int[] ZERO = {};

  static int get(int[] clock, int thread) {
    return thread < clock.length ? clock[thread] : 0;
  }

  /** Returns the least clock above both; may return {@code into}, changed. */
  static int[] join(int[] into, int[] other) {
    if (other.length > into.length) {
      into = Arrays.copyOf(into, other.length);
    }
    for (int i = 0; i < other.length; i++) {
      if (other[i] > into[i]) {
        into[i] = other[i];
      }
    }
    return into;
  }

  static int[] tick(int[] clock, int thread) {
    if (thread >= clock.length) {
      clock = Arrays.copyOf(clock, thread + 1);
    }
    clock[thread]++;
    return clock;
  }

  private Clock() {}
}
