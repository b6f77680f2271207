package workbook.ch06_pools.build_a_pool;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * A workshop with a fixed number of hands, who do the jobs that are brought in.
 *
 * <p>As it stands, a new hand is hired for each job and goes home after it. That works for a few
 * jobs; nobody has ever counted the hands, nobody listens to their mishaps, and the door cannot be
 * locked.
 *
 * <p>Make it a workshop in which the same few do everything, one job after the other, and which can
 * be closed in the evening. What exactly that means is in the README beside this file. The
 * signatures below must stay as they are; inside, everything may be changed.
 */
public final class Workshop {
  private final int hands;
  private final Consumer<Throwable> mishaps;

  /**
   * Opens a workshop.
   *
   * @param hands how many threads do the jobs, at least 1
   * @param mishaps is told what a job has thrown; never throws anything itself
   */
  public Workshop(int hands, Consumer<Throwable> mishaps) {
    // TODO 1: where do jobs wait until a hand is free? And who does them?
    this.hands = hands;
    this.mishaps = Objects.requireNonNull(mishaps);
  }

  /**
   * Takes in a job, which is done as soon as a hand is free.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the workshop is closed
   */
  public void accept(Runnable job) {
    Objects.requireNonNull(job);
    // TODO 2: how many of these will there be, if a thousand jobs come in? And if one throws?
    new Thread(job).start();
  }

  /** Locks the door: what is in is done, and nothing more comes in. */
  public void close() {
    // TODO 3: who has to learn of it? And who might come in just now?
  }

  /** Waits until the workshop is closed and every accepted job is done. */
  public void awaitEnd() throws InterruptedException {
    // TODO 4: when is that?
  }
}
