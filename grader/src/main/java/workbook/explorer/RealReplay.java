package workbook.explorer;

import static java.util.Objects.requireNonNull;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import workbook.explorer.real.Turns;
import workbook.explorer.rewrite.ClassSource;
import workbook.explorer.rewrite.ForcingLoader;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.Forced;
import workbook.explorer.trace.Assertions;
import workbook.explorer.trace.Finding;

/**
 * Runs a failing schedule for real: real threads, real monitors and real fields, made to take their
 * steps in the order of the schedule. A debugger that is attached meanwhile sees the failure
 * happen.
 *
 * <p>What cannot be forced is told: that a read returns an older write is up to the processor and
 * the compiler.
 */
public final class RealReplay {
  private static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("replay.patience", 10));
  private static final int STEADY_LOOKS = 20;
  private static final long LOOK_MILLIS = 10;
  private static final long MOST_LOOKS = PATIENCE.toMillis() / LOOK_MILLIS;

  /** How the run ended. */
  public enum End {
    /** All threads ended, and nothing failed. */
    PASSED,
    /** An exception or a failed assertion came out of a thread. */
    THREW,
    /** Threads wait for each other, as the JVM itself finds. */
    DEADLOCKED,
    /** Threads wait for something that does not come. */
    HANGS,
    /** Threads go on running long after the last step of the schedule. */
    RUNS_ON,
    /** It was not run: something in the schedule cannot be forced. */
    NOT_RUN
  }

  /**
   * What came of it.
   *
   * @param forced whether all steps were made in the order of the schedule
   * @param whyNot what could not be forced, or empty
   * @param thrown what came out of the first thread that failed, or null
   * @param stuck the threads that did not end; they are daemons, and still there for a debugger to
   *     look at
   */
  public record Result(
      End end, boolean forced, String whyNot, @Nullable Throwable thrown, List<Thread> stuck) {
    /** What came out of the first thread that failed. */
    public Optional<Throwable> failure() {
      return Optional.ofNullable(thrown);
    }

    /**
     * Tells in a sentence what the real threads made of the order in which the explorer found this.
     */
    public String summary(@Nullable Finding found) {
      if (end == End.NOT_RUN) {
        return "This order cannot be forced on real threads: " + whyNot + ".";
      }
      if (!forced) {
        return "This order could not be forced on real threads to its end: %s. They %s."
            .formatted(whyNot, ended());
      }
      if (confirms(found)) {
        return "Real threads, forced into the same order, %s."
            .formatted(found == null ? "pass as well" : "fail in the same way: they " + ended());
      }
      return "Real threads, forced into the same order, %s%s."
          .formatted(ended(), leftUnseen(found));
    }

    /** Whether the real threads came to the same end as the explorer's. */
    public boolean confirms(@Nullable Finding found) {
      return forced
          && switch (found) {
            case null -> end == End.PASSED;
            case Finding.AssertionFailed f ->
                thrown instanceof AssertionError e
                    && (e.getMessage() == null || e.getMessage().equals(f.message()));
            case Finding.UncaughtException f ->
                thrown != null && thrown.getClass().getName().endsWith(f.type());
            case Finding.Deadlock _ -> end == End.DEADLOCKED || end == End.HANGS;
            case Finding.LostWakeup _, Finding.ThreadLeft _ -> end == End.HANGS;
            case Finding.NoProgress _ -> end == End.RUNS_ON || end == End.HANGS;
            case Finding.LeakedLock _ -> end == End.HANGS;
            case Finding.DataRace _, Finding.CannotOverlap _, Finding.NotModelled _ -> false;
          };
    }

    private String ended() {
      return switch (end) {
        case PASSED -> "come to their end and nothing fails";
        case THREW -> "die of " + Assertions.inWords(String.valueOf(thrown));
        case DEADLOCKED -> "wait for each other for ever, and the JVM itself calls it a deadlock";
        case HANGS -> "wait for something that never comes";
        case RUNS_ON -> "run on without an end";
        case NOT_RUN -> "were not run";
      };
    }

    /** Why what is wrong need not show where the order is as it was. */
    private static String leftUnseen(@Nullable Finding found) {
      return switch (found) {
        case Finding.DataRace _ ->
            "; a data race is an order that is missing, which does not show in each run";
        case Finding.LeakedLock _ -> "; that a lock was left locked shows when somebody wants it";
        case null, default -> "; the explorer saw another end, so do not rely on this one";
      };
    }
  }

  /** A schedule that the explorer has run again, and that real threads have yet to run. */
  public final class Rehearsed {
    private final String className;
    private final String method;
    private final Explorer.Replayed replayed;

    private Rehearsed(String className, String method, Explorer.Replayed replayed) {
      this.className = className;
      this.method = method;
      this.replayed = replayed;
    }

    /** What the explorer says of it. */
    public Exploration told() {
      return replayed.told();
    }

    /** Runs it on real threads. */
    public Result run() throws InterruptedException {
      return forced(className, method, replayed.run());
    }
  }

  private final ClassSource source;
  private final Predicate<String> underTest;

  private RealReplay(ClassSource source, Predicate<String> underTest) {
    this.source = source;
    this.underTest = underTest;
  }

  /** Prepares to run the same classes as {@link Explorer#of(ClassSource, Predicate)} explores. */
  public static RealReplay of(ClassSource source, Predicate<String> underTest) {
    return new RealReplay(source, underTest);
  }

  /** Prepares to run the same classes as {@link Explorer#of(Class)} explores. */
  public static RealReplay of(Class<?> scenarios) {
    return new RealReplay(Explorer.loaderOf(scenarios), Explorer.packageOf(scenarios));
  }

  /**
   * Runs one schedule.
   *
   * @param token that of an exploration's {@link Exploration#replay}
   */
  public Result run(String className, String method, String token) throws InterruptedException {
    return rehearse(className, method, token).run();
  }

  /** Runs one schedule in the explorer, to know the steps that real threads are to take. */
  public Rehearsed rehearse(String className, String method, String token) {
    return new Rehearsed(
        className, method, Explorer.of(source, underTest).replayed(className, method, token));
  }

  private Result forced(String className, String method, Execution simulated)
      throws InterruptedException {
    List<Forced> steps = simulated.forced();
    String impossible = impossible(steps);
    if (!impossible.isEmpty()) {
      return new Result(End.NOT_RUN, false, impossible, null, List.of());
    }
    List<String> names = simulated.threads().stream().map(t -> t.name()).toList();
    Turns turns = new Turns(steps, names, PATIENCE.toNanos());
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    Thread main = new Thread(() -> scenario(className, method, thrown), names.get(0));
    main.setDaemon(true); // and so are all that it starts
    turns.cast(main, names.get(0));
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((t, e) -> thrown.compareAndSet(null, e));
    Turns.install(turns);
    try {
      main.start();
      End end = await(turns, main);
      List<Thread> stuck = turns.threads().stream().filter(Thread::isAlive).toList();
      if (thrown.get() != null) {
        end = End.THREW;
      }
      String lost = turns.lost();
      return new Result(end, lost == null, lost == null ? "" : lost, thrown.get(), stuck);
    } finally {
      Turns.install(null);
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  /** What is up to the processor, the compiler or the clock, and not to the order of steps. */
  private static String impossible(List<Forced> steps) {
    for (Forced step : steps) {
      String what = step.thread() + " (" + step.at() + ")";
      if (step.older()) {
        return what
            + " "
            + step.label()
            + " and gets an older value: when a write becomes visible cannot be forced";
      }
      switch (step.kind()) {
        case TIME_OUT -> {
          return what + " stops waiting because its time is over: a clock cannot be forced";
        }
        case SPURIOUS -> {
          return what + " wakes up without a signal: the JVM may do so, and cannot be forced to";
        }
        default -> {}
      }
    }
    return "";
  }

  private void scenario(
      String className, String method, AtomicReference<@Nullable Throwable> thrown) {
    try {
      ClassLoader parent = requireNonNull(RealReplay.class.getClassLoader());
      Class<?> type = Class.forName(className, true, new ForcingLoader(source, underTest, parent));
      Constructor<?> constructor = type.getDeclaredConstructor();
      Method scenario = type.getDeclaredMethod(method);
      constructor.setAccessible(true);
      scenario.setAccessible(true);
      scenario.invoke(constructor.newInstance());
    } catch (InvocationTargetException e) {
      thrown.compareAndSet(null, e.getCause());
    } catch (ReflectiveOperationException e) {
      thrown.compareAndSet(null, e);
    }
  }

  /** Waits for the end, or until nothing moves any more. */
  private static End await(Turns turns, Thread main) throws InterruptedException {
    int still = 0;
    long after = 0;
    while (true) {
      main.join(LOOK_MILLIS);
      List<Thread> alive = turns.threads().stream().filter(Thread::isAlive).toList();
      if (alive.isEmpty()) {
        return End.PASSED;
      }
      if (!turns.over()) {
        continue;
      }
      if (deadlocked(alive)) {
        return End.DEADLOCKED;
      }
      boolean waits = alive.stream().allMatch(RealReplay::waits);
      still = waits ? still + 1 : 0;
      if (still == STEADY_LOOKS) {
        return End.HANGS;
      }
      if (++after == MOST_LOOKS) {
        return End.RUNS_ON;
      }
    }
  }

  private static boolean waits(Thread t) {
    return t.getState() == Thread.State.WAITING || t.getState() == Thread.State.BLOCKED;
  }

  private static boolean deadlocked(List<Thread> alive) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] found = threads.findDeadlockedThreads();
    List<Long> ids = new ArrayList<>();
    if (found != null) {
      for (long id : found) {
        ids.add(id);
      }
    }
    return alive.stream().anyMatch(t -> ids.contains(t.threadId()));
  }
}
