package workbook.explorer.model.util.concurrent;

import java.util.Random;
import workbook.explorer.runtime.Sim;
import workbook.explorer.runtime.SimThread;

/**
 * Models {@link java.util.concurrent.ThreadLocalRandom}: the same numbers in each schedule, others
 * for each thread.
 */
@SuppressWarnings({"serial", "UnsynchronizedOverridesSynchronized"})
public final class ThreadLocalRandom extends Random {
  private static final long SEED = 42;
  private static final long APART = 1_000_003;
  private final boolean created;

  private ThreadLocalRandom(long seed) {
    super(seed);
    created = true;
  }

  public static ThreadLocalRandom current() {
    SimThread me = Sim.me();
    Object known = me.locals().get(ThreadLocalRandom.class);
    if (known instanceof ThreadLocalRandom random) {
      return random;
    }
    ThreadLocalRandom random = new ThreadLocalRandom(SEED + APART * me.id);
    me.locals().put(ThreadLocalRandom.class, random);
    return random;
  }

  @Override
  public void setSeed(long seed) {
    if (created) {
      throw new UnsupportedOperationException();
    }
    super.setSeed(seed);
  }

  @Override
  protected int next(int bits) {
    Sim.effect();
    return super.next(bits);
  }
}
