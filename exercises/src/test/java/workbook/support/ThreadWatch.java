package workbook.support;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Finds out from outside what a thread is doing, so that a test can go on as soon as it stands
 * still, and need not guess how long that takes.
 *
 * <p>Looks are counted and not milliseconds: on a busy machine the watcher itself is held up, and
 * the thread gets its share of the processors between two looks.
 */
public final class ThreadWatch {
  /** Looks in a row that must agree; about 0.05 s on an idle machine. */
  private static final int AGREEING_LOOKS = 15;

  /** Looks in which nothing at all moved that make a standstill; about 2 s on an idle machine. */
  private static final int STILL_LOOKS = 100;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(3);
  private static final Duration BETWEEN_STILL_LOOKS = Duration.ofMillis(20);

  /** Processor time: far more than any step of an exercise needs, class loading included. */
  private static final long SPINNING_NANOS = 500_000_000L;

  /** Processor time after which a thread that is watched for having come to its wait spins. */
  private static final long BUSY_INSTEAD_OF_WAITING_NANOS = 30_000_000L;

  /**
   * Processor time that a thread may use to look again whether the network has something for it.
   */
  private static final long SELECTING_NANOS = 10_000_000L;

  /** A thread may wake up without a reason, but not that often. */
  private static final int TOO_MANY_WAKINGS = 4;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ThreadWatch() {}

  /** What a single look shows. */
  private enum Look {
    RUNS,
    WAITS,
    DOZES
  }

  /**
   * Waits until it is clear what a thread does.
   *
   * @throws AssertionError if it is not clear within {@link Crew#PATIENCE}
   */
  public static Stance settle(Thread thread) throws InterruptedException {
    long deadline = System.nanoTime() + Crew.PATIENCE.toNanos();
    long burntBefore = THREADS.getThreadCpuTime(thread.threadId());
    Deque<Look> looks = new ArrayDeque<>();
    Deque<Long> waits = new ArrayDeque<>();
    while (System.nanoTime() - deadline < 0) {
      if (!thread.isAlive()) {
        return Stance.ENDED;
      }
      looks.addLast(look(thread));
      waits.addLast(begunWaits(thread));
      if (looks.size() > AGREEING_LOOKS) {
        looks.removeFirst();
        waits.removeFirst();
      }
      if (looks.size() == AGREEING_LOOKS) {
        long runs = looks.stream().filter(l -> l == Look.RUNS).count();
        boolean dozes = looks.contains(Look.DOZES);
        // A loop around a wait that fails at once is found waiting, each time in another wait.
        boolean still = runs == 0 && waits.stream().distinct().count() == 1;
        if (still && !dozes) {
          return Stance.WAITING;
        }
        if (dozes && runs <= AGREEING_LOOKS / 3) { // it runs briefly, between two naps
          return Stance.DOZING;
        }
        if (!still && THREADS.getThreadCpuTime(thread.threadId()) - burntBefore > SPINNING_NANOS) {
          return Stance.SPINNING;
        }
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
    throw new AssertionError(
        thread.getName() + " neither ends nor settles within " + Crew.PATIENCE.toSeconds() + " s",
        whereIs(thread));
  }

  /**
   * Waits until an interrupted thread has taken notice, and it is clear what it does then.
   *
   * <p>The status is read before the state: once it is cleared, the wait that is seen after that is
   * another one. A thread at the door of a {@code synchronized} block takes no notice.
   *
   * @throws AssertionError if that is not clear within {@link Crew#PATIENCE}
   */
  public static Stance settleAfterInterrupt(Thread thread) throws InterruptedException {
    long deadline = System.nanoTime() + Crew.PATIENCE.toNanos();
    while (System.nanoTime() - deadline < 0) {
      boolean noticed = !thread.isInterrupted() || thread.getState() == Thread.State.BLOCKED;
      Stance stance = settle(thread);
      if (noticed || stance == Stance.ENDED || stance == Stance.SPINNING) {
        return stance;
      }
    }
    throw new AssertionError(
        thread.getName()
            + " takes no notice of an interrupt within "
            + Crew.PATIENCE.toSeconds()
            + " s",
        whereIs(thread));
  }

  /**
   * Returns whether a thread that is to wait wakes up again and again to look, however long each of
   * its naps is allowed to be: it is watched for a while, in which nothing happens.
   */
  public static boolean looksAgainAndAgain(Thread thread) throws InterruptedException {
    long before = wakings(thread);
    for (int look = 0; look < STILL_LOOKS; look++) {
      Thread.sleep(BETWEEN_LOOKS);
      if (wakings(thread) - before >= TOO_MANY_WAKINGS) {
        return true;
      }
    }
    return false;
  }

  private static long wakings(Thread thread) {
    ThreadInfo info = THREADS.getThreadInfo(thread.threadId());
    return info == null ? 0 : info.getWaitedCount();
  }

  /**
   * Waits until a thread has ended, or has come as far as it can within a class: it waits there, or
   * keeps a processor busy instead of waiting.
   *
   * <p>Quicker than {@link #settle}, for tests that need a thread to have come to its wait and do
   * not judge it by how it waits; a short wait on the way counts, too.
   */
  public static void untilStoppedIn(Class<?> type, Thread thread) {
    while (thread.isAlive() && !(isWithin(type, thread) && isStopped(thread))) {
      Thread.onSpinWait();
    }
  }

  private static boolean isWithin(Class<?> type, Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(type.getName()));
  }

  private static boolean isStopped(Thread thread) {
    return look(thread) != Look.RUNS
        || THREADS.getThreadCpuTime(thread.threadId()) > BUSY_INSTEAD_OF_WAITING_NANOS;
  }

  /**
   * Waits until a goal is reached, or these threads cannot reach it any more: they have all ended
   * or stand still, each of them waiting without a time-out.
   *
   * @return whether the goal is reached
   */
  public static boolean reaches(BooleanSupplier goal, Collection<Thread> threads)
      throws InterruptedException {
    long deadline = System.nanoTime() + Crew.PATIENCE.toNanos();
    List<Long> before = List.of();
    int still = 0;
    while (!goal.getAsBoolean()) {
      List<Long> now = threads.stream().map(ThreadWatch::waits).toList();
      still = now.equals(before) && !now.contains(MOVES) ? still + 1 : 0;
      before = now;
      if (still >= STILL_LOOKS
          || threads.stream().noneMatch(Thread::isAlive)
          || System.nanoTime() - deadline > 0) {
        return goal.getAsBoolean();
      }
      Thread.sleep(BETWEEN_STILL_LOOKS);
    }
    return true;
  }

  /**
   * Waits until a goal is reached, or nobody in this JVM is on the way to it any more: all threads
   * but the watching one have ended or stand still, whoever has started them.
   *
   * <p>For answers whose threads a test does not know. A thread that waits for the network stands
   * still, for whatever comes from there was sent by a thread of the same JVM.
   *
   * @return whether the goal is reached
   */
  public static boolean reachesWithAll(BooleanSupplier goal) throws InterruptedException {
    long deadline = System.nanoTime() + Crew.PATIENCE.toNanos();
    Map<Long, Long> before = Map.of();
    int still = 0;
    while (!goal.getAsBoolean()) {
      Map<Long, Long> now = waitsOfAll();
      still = now.equals(before) && !now.containsValue(MOVES) ? still + 1 : 0;
      before = now;
      if (still >= STILL_LOOKS || System.nanoTime() - deadline > 0) {
        return goal.getAsBoolean();
      }
      Thread.sleep(BETWEEN_STILL_LOOKS);
    }
    return true;
  }

  /** Returns a throwable whose stack is the thread's, to be the cause of an assertion's failure. */
  public static Throwable whereIs(Thread thread) {
    var here = new Throwable(thread.getName() + " is " + thread.getState() + " here");
    here.setStackTrace(thread.getStackTrace());
    return here;
  }

  /** Returns how many waits a thread has begun, wherever it is now. */
  private static Long begunWaits(Thread thread) {
    ThreadInfo info = THREADS.getThreadInfo(thread.threadId());
    return info == null ? 0 : info.getWaitedCount() + info.getBlockedCount();
  }

  private static Look look(Thread thread) {
    return switch (stateOf(thread)) {
      case WAITING, BLOCKED -> Look.WAITS;
      case TIMED_WAITING -> closesAPool(thread.getStackTrace()) ? Look.WAITS : Look.DOZES;
      case NEW, TERMINATED -> Look.RUNS;
      case RUNNABLE -> isInFileLock(thread.getStackTrace()) ? Look.WAITS : Look.RUNS;
    };
  }

  /**
   * Returns what a thread does, as it is told where the JVM can stop it. {@link Thread#getState}
   * also calls waiting who is about to wait, or about to find that there is no need to, and on a
   * busy machine that may last.
   */
  private static Thread.State stateOf(Thread thread) {
    ThreadInfo info = THREADS.getThreadInfo(thread.threadId(), 1);
    return info == null ? thread.getState() : info.getThreadState();
  }

  /** Closing a pool is one wait for its end, which the platform happens to cut into days. */
  private static boolean closesAPool(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(frame ->
            frame.getMethodName().equals("close")
                && frame.getClassName().startsWith("java.util.concurrent."));
  }

  /** A thread that waits in the operating system for a file lock counts as running in Java. */
  private static boolean isInFileLock(StackTraceElement[] stack) {
    if (stack.length == 0 || !stack[0].isNativeMethod()) {
      return false;
    }
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals("sun.nio.ch.FileChannelImpl")) {
        return frame.getMethodName().equals("lock");
      }
    }
    return false;
  }

  /**
   * Returns for each thread but this one and the JVM's own how far it has come, or that it moves.
   */
  private static Map<Long, Long> waitsOfAll() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    var threads = new Thread[2 * root.activeCount() + 64];
    int count = root.enumerate(threads, true);
    Map<Long, Long> waits = new HashMap<>();
    for (int i = 0; i < count; i++) {
      ThreadGroup group = threads[i].getThreadGroup();
      if (threads[i] != Thread.currentThread() && group != null && group != root) {
        waits.put(threads[i].threadId(), waitsWherever(threads[i]));
      }
    }
    return waits;
  }

  /** As {@link #waits}, for a thread that may also wait for a while, or in native code. */
  private static Long waitsWherever(Thread thread) {
    ThreadInfo info = THREADS.getThreadInfo(thread.threadId(), 1);
    if (info != null && info.getThreadState() == Thread.State.TIMED_WAITING) {
      return info.getWaitedCount(); // with nothing to do, a pool's thread waits for a minute
    }
    if (info != null
        && info.getThreadState() == Thread.State.RUNNABLE
        && info.getStackTrace().length > 0
        && info.getStackTrace()[0].isNativeMethod()) {
      return THREADS.getThreadCpuTime(thread.threadId()) / SELECTING_NANOS;
    }
    return waits(thread);
  }

  private static final Long MOVES = -1L;
  private static final Long ENDED = -2L;

  /** Returns how many waits a thread has begun if it is in one, for the count tells two apart. */
  private static Long waits(Thread thread) {
    ThreadInfo info = THREADS.getThreadInfo(thread.threadId());
    if (info == null) {
      return thread.isAlive() ? MOVES : ENDED;
    }
    return switch (info.getThreadState()) {
      case WAITING, BLOCKED -> info.getWaitedCount() + info.getBlockedCount();
      case TERMINATED -> ENDED;
      case NEW, RUNNABLE, TIMED_WAITING -> MOVES;
    };
  }
}
