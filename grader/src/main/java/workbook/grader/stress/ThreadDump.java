package workbook.grader.stress;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What all threads of a JVM were doing, and the cycle of locks they are caught in.
 *
 * @param threads every platform thread but the JVM's and the watchdog's own
 * @param cycle the threads that wait for each other for ever, each for the next one's lock; empty
 *     where there is no deadlock
 */
public record ThreadDump(List<ThreadState> threads, List<LockWait> cycle) {

  /** A dump that could not be had. */
  static final ThreadDump NONE = new ThreadDump(List.of(), List.of());

  private static final int MAX_FRAMES = 40;
  private static final Set<String> JVM_THREADS =
      Set.of(
          "Reference Handler",
          "Finalizer",
          "Signal Dispatcher",
          "Common-Cleaner",
          "Notification Thread",
          "Attach Listener",
          "Monitor Deflation Thread",
          "DestroyJavaVM",
          "JNA Cleaner");

  /**
   * One thread.
   *
   * @param name the thread's name
   * @param state the name of its {@link Thread.State}
   * @param waitsFor the lock or condition it waits for, empty if none
   * @param holds the locks it holds
   * @param frames its stack, innermost first
   */
  public record ThreadState(
      String name, String state, String waitsFor, List<String> holds, List<Frame> frames) {}

  /**
   * One edge of a deadlock.
   *
   * @param thread the waiting thread's name
   * @param waitsFor the lock it waits for
   * @param heldBy the name of the thread that holds this lock
   * @param frames the waiting thread's stack, innermost first
   */
  public record LockWait(String thread, String waitsFor, String heldBy, List<Frame> frames) {}

  /** Looks at the threads of this JVM. */
  static ThreadDump take() {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    List<ThreadState> threads =
        Arrays.stream(bean.dumpAllThreads(true, true, MAX_FRAMES))
            .filter(Objects::nonNull)
            .filter(info -> !JVM_THREADS.contains(info.getThreadName()))
            .filter(info -> !info.getThreadName().startsWith(StressMain.OWN_THREADS))
            .map(ThreadDump::stateOf)
            .toList();
    return new ThreadDump(threads, cycle(bean));
  }

  private static List<LockWait> cycle(ThreadMXBean bean) {
    long[] caught = bean.findDeadlockedThreads();
    if (caught == null) {
      return List.of();
    }
    List<LockWait> edges = new ArrayList<>();
    for (ThreadInfo info : bean.getThreadInfo(caught, MAX_FRAMES)) {
      if (info != null) {
        edges.add(
            new LockWait(
                info.getThreadName(),
                nameOf(info.getLockInfo()),
                Objects.requireNonNullElse(info.getLockOwnerName(), ""),
                framesOf(info)));
      }
    }
    return List.copyOf(edges);
  }

  private static ThreadState stateOf(ThreadInfo info) {
    List<String> holds =
        Stream.concat(
                Arrays.stream(info.getLockedMonitors()).map(ThreadDump::nameOf),
                Arrays.stream(info.getLockedSynchronizers()).map(ThreadDump::nameOf))
            .distinct()
            .toList();
    return new ThreadState(
        info.getThreadName(),
        info.getThreadState().name(),
        nameOf(info.getLockInfo()),
        holds,
        framesOf(info));
  }

  private static List<Frame> framesOf(ThreadInfo info) {
    return Arrays.stream(info.getStackTrace()).map(Frame::of).toList();
  }

  private static String nameOf(MonitorInfo monitor) {
    return nameOf((LockInfo) monitor);
  }

  private static String nameOf(@org.jspecify.annotations.Nullable LockInfo lock) {
    return lock == null
        ? ""
        : lock.getClassName() + "@" + Integer.toHexString(lock.getIdentityHashCode());
  }
}
