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

  /** How the run ended. */
  public enum End {
    /** All threads ended, and nothing failed. */
    PASSED,
    /** An exception or a failed assertion came out of a thread. */
    THREW,
    /** Threads wait for each other, as the JVM itself finds. */
    DEADLOCKED,
    /** Threads wait for something that does not come. */
    HANGS
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
    Execution simulated = Explorer.of(source, underTest).execution(className, method, token);
    List<Forced> steps = simulated.forced();
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
      return new Result(
          end, whyNot(steps, turns).isEmpty(), whyNot(steps, turns), thrown.get(), stuck);
    } finally {
      Turns.install(null);
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private static String whyNot(List<Forced> steps, Turns turns) {
    for (Forced step : steps) {
      if (step.older()) {
        return "%s %s (%s) and gets an older write: what a read returns cannot be forced"
            .formatted(step.thread(), step.label(), step.at());
      }
    }
    String lost = turns.lost();
    return lost == null ? "" : lost;
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
