package workbook.support;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.BooleanSupplier;

/**
 * Tells that nothing moves any more, from the processor time of all other threads: for tests whose
 * threads wait for the world outside, in virtual threads perhaps, where no state tells it.
 *
 * <p>An object of this class is asked again and again, a little while apart. Both time and looks
 * are counted, since on a busy machine the one who asks is held up as well.
 */
public final class Stillness {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final long FOR_GOOD_NANOS = 3_000_000_000L;
  private static final int FOR_GOOD_LOOKS = 40;

  /** The part of a processor that somebody must use to be moving. */
  private static final double MOVING = 0.1;

  /** Processor time: far more than any step of an exercise needs, class loading included. */
  private static final long RESTLESS_NANOS = 1_000_000_000L;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
  private static final Duration REST = Duration.ofMillis(10);
  private static final long RESTING_NANOS = 1_000_000L;
  private static final int RESTS = 25;

  private final long begin = System.nanoTime();
  private long since = begin;
  private long lookedAt = begin;
  private long burnt = burntByOthers();
  private int looks;

  /** Returns whether nothing has moved for so long that nothing will, or patience is at its end. */
  public boolean lasts() {
    long now = System.nanoTime();
    long burntNow = burntByOthers();
    looks++;
    if (burntNow - burnt > (now - lookedAt) * MOVING) {
      since = now;
      looks = 0;
    }
    burnt = burntNow;
    lookedAt = now;
    return looks >= FOR_GOOD_LOOKS && now - since > FOR_GOOD_NANOS
        || now - begin > Crew.PATIENCE.toNanos();
  }

  /**
   * Waits until a goal is reached, or nothing moves any more.
   *
   * @return whether the goal is reached
   */
  public static boolean reaches(BooleanSupplier goal) throws InterruptedException {
    if (goal.getAsBoolean()) {
      return true;
    }
    var stillness = new Stillness();
    do {
      Thread.sleep(BETWEEN_LOOKS);
    } while (!goal.getAsBoolean() && !stillness.lasts());
    return goal.getAsBoolean();
  }

  /**
   * Waits until all others have come to rest.
   *
   * @return false if somebody does not, but goes on to use processor time
   */
  public static boolean comes() throws InterruptedException {
    long first = burntByOthers();
    for (int quiet = 0; quiet < RESTS; ) {
      long before = burntByOthers();
      Thread.sleep(REST);
      long after = burntByOthers();
      quiet = after - before < RESTING_NANOS && !anyRuns() ? quiet + 1 : 0;
      if (after - first > RESTLESS_NANOS) {
        return false;
      }
    }
    return true;
  }

  /** Returns all platform threads but those that the platform has for itself. */
  public static Set<Thread> platformThreads() {
    Set<Thread> threads =
        platformThreads(Set.of("system", "InnocuousThreadGroup", "CarrierThreads"));
    threads.removeIf(Stillness::isOfTheCommonPool); // which the platform uses as well, and keeps
    return threads;
  }

  private static boolean isOfTheCommonPool(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker
        && worker.getPool() == ForkJoinPool.commonPool();
  }

  private static Set<Thread> platformThreads(Set<String> groupsLeftOut) {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    var all = new Thread[root.activeCount() + 100];
    int count = root.enumerate(all, true);
    Set<Thread> found = new HashSet<>();
    for (int i = 0; i < count; i++) {
      ThreadGroup group = all[i].getThreadGroup();
      if (group != null && !groupsLeftOut.contains(group.getName())) { // null: it has ended
        found.add(all[i]);
      }
    }
    return found;
  }

  /** One that runs may get no processor time for a while. */
  private static boolean anyRuns() {
    return platformThreads().stream()
        .filter(t -> t != Thread.currentThread() && t.getState() == Thread.State.RUNNABLE)
        .map(Thread::getStackTrace)
        .anyMatch(stack -> stack.length > 0 && !stack[0].isNativeMethod());
  }

  /** Counts those that carry virtual threads, and not those that watch over the tests. */
  private static long burntByOthers() {
    long own = Thread.currentThread().threadId();
    return platformThreads(Set.of("system")).stream()
        .mapToLong(Thread::threadId)
        .filter(id -> id != own)
        .map(id -> Math.max(0, THREADS.getThreadCpuTime(id)))
        .sum();
  }
}
