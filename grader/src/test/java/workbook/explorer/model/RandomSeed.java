package workbook.explorer.model;

/** Hands a seed to rewritten code, which shares nothing else with the test. */
public final class RandomSeed {
  private static long seed;

  /** The seed of the sequence to run. */
  public static long get() {
    return seed;
  }

  static void set(long to) {
    seed = to;
  }

  private RandomSeed() {}
}
