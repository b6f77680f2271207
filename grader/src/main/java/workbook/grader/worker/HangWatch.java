package workbook.grader.worker;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Place;
import workbook.grader.worker.LiveThreads.Seen;

/**
 * Watches a test from another thread of the same JVM and tells a hang by what the threads do, not
 * by the clock alone.
 *
 * <p>The signs, the surest first: a cycle of locks; all threads waiting, with nobody left who could
 * wake them; a thread that has burnt more processor time than any test needs; threads without
 * number; and, last, a test that is long over its time. A thread that hangs cannot be stopped, so
 * the worker says what it saw and ends itself.
 *
 * <p>Time is counted in looks: one that comes late, because the machine stood still, counts as one.
 */
final class HangWatch implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 50;
  private static final long LOOK_EVERY_NANOS = LOOK_EVERY_MILLIS * 1_000_000;

  /** It may be in the middle of a look at thousands of threads. */
  private static final long END_OF_WATCH_NANOS = 10_000_000_000L;

  /** With more virtual threads than this, only their states are looked at and not their stacks. */
  private static final int STACKS_OF_VIRTUAL = 500;

  private static final long FULL_PERCENT = 90;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** Where what lives long ends up. */
  private final @Nullable MemoryPoolMXBean heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(p -> p.getType() == MemoryType.HEAP && p.isUsageThresholdSupported())
          .findFirst()
          .orElse(null);

  private final Limits limits = Limits.ofThisJvm();
  private final LiveThreads live;
  private final Frames frames;
  private final Gate gate;
  private final Consumer<Message> parent;
  private final Thread tested = Thread.currentThread();

  // In the group above all, where no interrupt of a learner's whole group reaches it.
  private final Thread watcher =
      new Thread(LiveThreads.rootGroup(), this::watchOverAll, "worker-watch", 0, false);

  /** What is being watched. */
  private record Watched(
      int number, String test, Misconception detects, Map<Long, Long> burntBefore) {}

  private final AtomicReference<@Nullable Watched> watched = new AtomicReference<>();
  private int count; // confined to the tested thread
  private volatile boolean closed;

  /** Whom a picture of waiting threads waits for; the later ones take longer to be sure of. */
  private enum WaitsFor {
    /** Another thread. */
    THREADS,
    /** Another thread, or the end of a test's own patience. */
    TEST,
    /** Nothing that one could name: it could run and does not. */
    NOTHING,
    /** The world outside this JVM. */
    OUTSIDE
  }

  /** All threads as they wait, so that two pictures are equal when nothing has moved between. */
  private record Picture(String drawn, WaitsFor longest) {}

  HangWatch(LiveThreads live, Frames frames, Gate gate, Consumer<Message> parent) {
    this.live = live;
    this.frames = frames;
    this.gate = gate;
    this.parent = parent;
    watcher.setDaemon(true);
    watcher.start();
  }

  /** Begins to watch something, and no longer what was watched before. */
  void begin(String test, Misconception detects) {
    Map<Long, Long> burnt = new HashMap<>();
    for (Thread thread : LiveThreads.all()) {
      burnt.put(thread.threadId(), live.cpuNanos(thread));
    }
    count++;
    swap(new Watched(count, test, detects, burnt));
  }

  /** Stops watching until the next beginning. */
  void end() {
    swap(null);
  }

  /** Puts something else in the place of what is watched, unless it was just found to hang. */
  private void swap(@Nullable Watched next) {
    Watched now = watched.get();
    while (now == TOLD || !watched.compareAndSet(now, next)) {
      if (now == TOLD) {
        LockSupport.park(this); // this JVM is about to end
      }
      now = watched.get();
    }
  }

  private static final Watched TOLD = new Watched(-1, "", Misconception.UNSETTLED, Map.of());

  /**
   * Ends the watch, and with it the watcher, which else might be taken for a thread that the job
   * has left behind: that would cost a worker that is whole.
   */
  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
    long deadline = System.nanoTime() + END_OF_WATCH_NANOS;
    while (watcher.isAlive() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(END_OF_WATCH_NANOS / 10_000);
      Thread.interrupted(); // what a learner's code left set must not make us run in circles
    }
  }

  private void watchOverAll() {
    try {
      watch();
    } catch (OutOfMemoryError e) { // no room even to say so
      Runtime.getRuntime().halt(Worker.OUT_OF_MEMORY);
    }
  }

  private void watch() {
    Watched last = null;
    Picture still = null;
    long stillLooks = 0;
    long looks = 0;
    while (!closed) {
      if (!pause()) {
        return;
      }
      Watched now = watched.get();
      if (now == null || now != last) {
        last = now;
        still = null;
        looks = 0;
        continue;
      }
      looks++;
      if (isMemoryFull()) {
        tellMemoryFull(now);
      }
      long[] cycle = threads.findDeadlockedThreads();
      if (cycle != null && isForGood(cycle)) {
        tellCycle(now, cycle);
      }
      List<Seen> seen = live.platform(tested);
      lookForBurning(now, seen);
      if (threads.getThreadCount() > limits.threads()) {
        tellTooManyThreads(now, seen);
      }
      Picture picture = pictureIfAllWait(seen);
      if (picture == null || !picture.equals(still)) {
        still = picture;
        stillLooks = 0;
      } else if (++stillLooks * LOOK_EVERY_MILLIS > patience(picture.longest)) {
        if (LiveThreads.childProcessLives()) {
          stillLooks = 0; // from its end on, whoever waits for it has all the time again
        } else {
          if (cycle != null) {
            tellCycle(now, cycle);
          }
          tellAllWaiting(now, seen);
        }
      }
      if (looks * LOOK_EVERY_MILLIS > limits.test()) {
        tellTooLong(now, seen);
      }
    }
  }

  /** Waits until the next look, for its whole time whoever interrupts; false once closed. */
  private boolean pause() {
    long end = System.nanoTime() + LOOK_EVERY_NANOS;
    for (long left = LOOK_EVERY_NANOS; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      Thread.interrupted();
      if (closed) {
        return false;
      }
    }
    return true;
  }

  private long patience(WaitsFor longest) {
    return switch (longest) {
      case THREADS -> limits.still();
      case TEST -> limits.judged();
      case NOTHING -> limits.stuck();
      case OUTSIDE -> limits.outside();
    };
  }

  // --- a cycle of locks

  /** Returns whether neither a time-out nor an interrupt can break a cycle of locks. */
  private boolean isForGood(long[] ids) {
    for (ThreadInfo info : threads.getThreadInfo(ids, Integer.MAX_VALUE)) {
      if (info == null || info.getThreadState() == Thread.State.TIMED_WAITING) {
        return false;
      }
      for (StackTraceElement frame : info.getStackTrace()) {
        if (frame.getClassName().startsWith("java.util.concurrent.locks.")
            && frame.getMethodName().contains("Interruptibly")) {
          return false;
        }
      }
    }
    return true;
  }

  private void tellCycle(Watched now, long[] ids) {
    List<ThreadInfo> infos =
        Arrays.stream(threads.getThreadInfo(ids, true, true))
            .filter(Objects::nonNull)
            .sorted(Comparator.comparing(ThreadInfo::getThreadName))
            .toList();
    if (infos.stream().anyMatch(i -> i.getThreadState() == Thread.State.TIMED_WAITING)) {
      return;
    }
    var names = new LockNames();
    List<String> lines = new ArrayList<>();
    Place place = null;
    for (ThreadInfo info : infos) {
      Place here = frames.place(info.getStackTrace()).orElse(null);
      place = place == null ? here : place;
      lines.add(
          String.format(
              "%-12s waits for %s, which %s holds%s",
              info.getThreadName(),
              names.of(info.getLockInfo()),
              info.getLockOwnerName(),
              here == null ? "" : "   (" + here + ")"));
    }
    boolean twoLocks = infos.size() > 1;
    tell(
        now,
        twoLocks ? Misconception.LOCK_ORDER_INVERSION : Misconception.SELF_DEADLOCK,
        twoLocks
            ? "deadlock: each of " + infos.size() + " threads waits for a lock that another holds"
            : "deadlock: a thread waits for a lock that it holds itself",
        place,
        String.join("\n", lines));
  }

  // --- nobody left to wake anybody

  /** Returns a picture of the threads' stacks if every one of them waits; null otherwise. */
  private @Nullable Picture pictureIfAllWait(List<Seen> platform) {
    WaitsFor longest = WaitsFor.THREADS;
    for (Seen seen : platform) {
      Optional<WaitsFor> waits = waitsFor(seen);
      if (waits.isEmpty()) {
        return null;
      }
      longest = later(longest, waits.get());
    }
    List<Thread> virtual = live.virtual();
    for (Thread thread : virtual) {
      switch (thread.getState()) {
        case WAITING, BLOCKED, TERMINATED -> {}
        case TIMED_WAITING, NEW, RUNNABLE -> {
          return null;
        }
      }
    }
    StringBuilder drawn = new StringBuilder();
    for (Seen seen : platform) {
      draw(drawn, seen.thread(), seen.stack());
      ThreadInfo info = threads.getThreadInfo(seen.thread().threadId());
      if (info != null) { // counts tell a thread that wakes and waits again from one that stays
        drawn.append(info.getBlockedCount()).append('/').append(info.getWaitedCount()).append('/');
      }
      drawn.append(live.cpuNanos(seen.thread()));
    }
    boolean few = virtual.size() <= STACKS_OF_VIRTUAL;
    for (Thread thread : virtual) {
      StackTraceElement[] stack = few ? thread.getStackTrace() : new StackTraceElement[0];
      if (Arrays.stream(stack).anyMatch(HangWatch::waitsOutside)) {
        longest = later(longest, WaitsFor.OUTSIDE);
      }
      draw(drawn, thread, stack);
    }
    return new Picture(drawn.toString(), longest);
  }

  private static void draw(StringBuilder drawn, Thread thread, StackTraceElement[] stack) {
    drawn.append(' ').append(thread.threadId()).append(':');
    drawn.append(Arrays.hashCode(stack)).append('/');
  }

  private static WaitsFor later(WaitsFor one, WaitsFor other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Returns what a thread waits for; nothing where it runs, or will go on by itself. */
  private Optional<WaitsFor> waitsFor(Seen seen) {
    return switch (seen.state()) {
      case NEW -> Optional.empty();
      case TERMINATED -> Optional.of(WaitsFor.THREADS);
      case WAITING, BLOCKED ->
          Optional.of(
              Arrays.stream(seen.stack()).anyMatch(HangWatch::waitsOutside)
                  ? WaitsFor.OUTSIDE
                  : WaitsFor.THREADS);
      case TIMED_WAITING ->
          isIdle(seen) ? Optional.of(WaitsFor.THREADS) : judgesPatience(seen.stack());
      // Whether it really stands still, its processor time in the picture tells.
      case RUNNABLE ->
          Optional.of(
              seen.stack().length > 0 && !seen.stack()[0].isNativeMethod()
                  ? WaitsFor.NOTHING
                  : WaitsFor.OUTSIDE);
    };
  }

  /** Returns whether it is a pool's worker with nothing to do, which only waits to be let go. */
  private static boolean isIdle(Seen seen) {
    return Arrays.stream(seen.stack()).allMatch(f -> "java.base".equals(f.getModuleName()))
        && (seen.stands("java.util.concurrent.ForkJoinPool", "awaitWork")
            || seen.stands("java.util.concurrent.ThreadPoolExecutor", "getTask")
                && !seen.stands(
                    "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "take")
                && !seen.stands(
                    "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "poll")
            || seen.stands("jdk.internal.ref.CleanerImpl", "run"));
  }

  static boolean waitsOutside(StackTraceElement frame) {
    return frame.getClassName().startsWith("sun.nio.ch.")
        || frame.getClassName().startsWith("java.lang.Process"); // its end, or what it prints
  }

  /**
   * Returns what a bounded wait of the tests waits for: the bound is only there so that a failure
   * takes no longer. A learner's bounded wait, and anybody's sleep, goes on by itself.
   */
  private Optional<WaitsFor> judgesPatience(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().equals("java.lang.Thread")
              && frame.getMethodName().startsWith("sleep")
          || frames.isLearners(frame)) {
        return Optional.empty();
      }
      if (frames.isSupport(frame)) {
        return Optional.of(WaitsFor.THREADS);
      }
      if (frames.isJudge(frame)) {
        return Optional.of(WaitsFor.TEST);
      }
    }
    return Optional.empty();
  }

  private void tellAllWaiting(Watched now, List<Seen> seen) {
    tell(
        now,
        causeOfWaiting(now.detects, seen),
        "hangs: every thread waits, and nobody is left to wake them",
        place(seen),
        drawn(seen));
  }

  /**
   * Returns what a standstill proves against what the test was written to detect: with nothing else
   * to blame it is a deadlock, and nobody is in anybody's way while nobody is on the way.
   */
  private Misconception causeOfWaiting(Misconception detects, List<Seen> seen) {
    List<Seen> waiting = seen.stream().filter(s -> !isIdle(s)).toList();
    return switch (detects) {
      case WRONG_RESULT ->
          waiting.size() == 1 && live.virtual().isEmpty() && asksToWrite(waiting.getFirst().stack())
              ? Misconception.SELF_DEADLOCK // only a reader keeps it waiting, and it is alone
              : Misconception.DEADLOCK;
      case OVER_SYNCHRONISED ->
          waiting.stream().noneMatch(s -> isHeldByTheTest(s.stack()))
                  && waiting.stream().anyMatch(s -> awaitsSignal(s.stack()))
              ? Misconception.DEADLOCK
              : detects;
      default -> detects;
    };
  }

  private static boolean asksToWrite(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(f -> f.getClassName().endsWith(".ReentrantReadWriteLock$WriteLock"));
  }

  private boolean awaitsSignal(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (frames.isLearners(frame)) {
        return false;
      }
      if (frame.getClassName().endsWith("$ConditionObject")
          || frame.getClassName().equals("java.lang.Object")) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a test keeps a thread within what the learner's code has called. */
  private boolean isHeldByTheTest(StackTraceElement[] stack) {
    boolean judge = false;
    for (StackTraceElement frame : stack) {
      if (frames.isLearners(frame)) {
        return judge;
      }
      judge |= frames.isJudge(frame);
    }
    return false;
  }

  // --- running in circles

  private void lookForBurning(Watched now, List<Seen> seen) {
    for (Seen one : seen) {
      if (hasBurnt(now, one.thread())) {
        tellBurning(now, one.thread(), one.stack());
      }
    }
    for (Thread carrier : live.carriers()) {
      if (hasBurnt(now, carrier)) {
        live.virtual().stream()
            .filter(v -> v.getState() == Thread.State.RUNNABLE)
            .findFirst()
            .ifPresent(v -> tellBurning(now, v, v.getStackTrace()));
      }
    }
  }

  private boolean hasBurnt(Watched now, Thread thread) {
    long burnt = live.cpuNanos(thread) - now.burntBefore.getOrDefault(thread.threadId(), 0L);
    return burnt > limits.burnt() * 1_000_000;
  }

  private void tellBurning(Watched now, Thread thread, StackTraceElement[] stack) {
    Place place = frames.place(stack).orElse(null);
    List<String> lines = new ArrayList<>();
    lines.add(named(thread) + " runs on and on, and is here:");
    for (StackTraceElement frame : stack) {
      if (frames.isLearners(frame)) {
        lines.add("    at " + frame);
      }
    }
    tell(
        now,
        Misconception.ENDLESS_LOOP,
        "hangs: a thread runs on and on"
            + (place == null ? "" : " around " + place)
            + " and comes to no end",
        place,
        String.join("\n", lines));
  }

  // --- too many, too much, too long

  /**
   * Returns whether the last collection of garbage has left hardly any room, for then the JVM can
   * go on collecting for minutes before it gives up.
   */
  private boolean isMemoryFull() {
    MemoryUsage left = heap == null ? null : heap.getCollectionUsage();
    return left != null && left.getMax() > 0 && left.getUsed() > left.getMax() / 100 * FULL_PERCENT;
  }

  private void tellMemoryFull(Watched now) {
    tell(
        now,
        Misconception.OUT_OF_MEMORY,
        "your code used up the memory (512 MB); what grows without end?",
        place(live.platform(tested)),
        "");
  }

  private void tellTooManyThreads(Watched now, List<Seen> seen) {
    tell(
        now,
        Misconception.OUT_OF_MEMORY,
        "more than " + limits.threads() + " threads are alive; what starts them without end?",
        place(seen),
        drawn(seen.subList(0, Math.min(5, seen.size()))));
  }

  private void tellTooLong(Watched now, List<Seen> seen) {
    boolean child = LiveThreads.childProcessLives();
    boolean detected = child && now.detects != Misconception.WRONG_RESULT;
    tell(
        now,
        detected ? now.detects : Misconception.ENDLESS_LOOP,
        "hangs: the test comes to no end"
            + (child ? "; it waits for a child process" : "; something waits and looks again"),
        place(seen),
        drawn(seen));
  }

  // --- common

  private @Nullable Place place(List<Seen> seen) {
    return seen.stream()
        .flatMap(s -> frames.place(s.stack()).stream())
        .findFirst()
        .or(() ->
            live.virtual().stream()
                .limit(STACKS_OF_VIRTUAL)
                .flatMap(v -> frames.place(v.getStackTrace()).stream())
                .findFirst())
        .orElse(null);
  }

  /** Returns a line for each thread that the learner or the test has anything to do with. */
  private String drawn(List<Seen> seen) {
    var names = new LockNames();
    List<String> lines = new ArrayList<>();
    for (Seen one : seen) {
      if (isIdle(one)) {
        continue;
      }
      ThreadInfo info = threads.getThreadInfo(one.thread().threadId());
      lines.add(
          line(
              one.thread(),
              one.stack(),
              info == null || info.getLockInfo() == null
                  ? "waits"
                  : "waits for " + names.of(info.getLockInfo())));
    }
    live.virtual().stream()
        .limit(10)
        .forEach(v -> lines.add(line(v, v.getStackTrace(), "waits, a virtual thread")));
    return String.join("\n", lines);
  }

  private String line(Thread thread, StackTraceElement[] stack, String does) {
    return String.format(
        "%-12s %s%s",
        named(thread), does, frames.place(stack).map(p -> "   (" + p + ")").orElse(""));
  }

  private String named(Thread thread) {
    if (thread == tested) {
      return "the test";
    }
    return thread.getName().isEmpty() ? "a thread" : thread.getName();
  }

  private void tell(
      Watched now, Misconception cause, String message, @Nullable Place place, String evidence) {
    if (!watched.compareAndSet(now, TOLD)) {
      return; // the test has come to its end in the meantime
    }
    Check told = Check.failed(gate, now.test, cause, message, place, evidence);
    boolean hangs = cause != Misconception.OUT_OF_MEMORY; // that comes to an end, of a sort
    parent.accept(Message.checked(hangs ? told.hanging() : told));
    parent.accept(Message.spent("hangs"));
    Worker.endNow(Worker.HANGS);
  }

  /** Gives locks names that are the same in every run, where identity hash codes are not. */
  private static final class LockNames {
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    String of(@Nullable LockInfo lock) {
      if (lock == null) {
        return "something";
      }
      String type =
          lock.getClassName()
              .replaceFirst("^.*\\.", "")
              .replaceFirst("^Abstract\\w+\\$ConditionObject$", "Condition")
              .replaceFirst("\\$(Nonf|F)airSync$", "") // what learners have made is the lock
              .replace('$', '.');
      return names.computeIfAbsent(
          lock.toString(),
          _ -> {
            int number = 1;
            while (!used.add(type + " #" + number)) {
              number++;
            }
            return type + " #" + number;
          });
    }
  }
}
