package workbook.explorer;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import workbook.explorer.rewrite.ClassSource;
import workbook.explorer.rewrite.RewritingLoader;
import workbook.explorer.runtime.Body;
import workbook.explorer.runtime.Chooser;
import workbook.explorer.runtime.Execution;
import workbook.explorer.runtime.Limits;
import workbook.explorer.runtime.SimThread;
import workbook.explorer.search.Overlap;
import workbook.explorer.search.Schedule;
import workbook.explorer.search.Search;
import workbook.explorer.search.Standstill;
import workbook.explorer.trace.Finding;

/**
 * Runs scenarios under every schedule that matters, with the same result each time.
 *
 * <p>In a JUnit test: {@code Explorer.explore(MyScenarios.class, "twoDeposits").requireNoFault();}
 */
public final class Explorer {
  /** There is one simulated world at a time in a JVM. */
  private static final ReentrantLock WORLD = new ReentrantLock();

  private final RewritingLoader loader;

  private Explorer(RewritingLoader loader) {
    this.loader = loader;
  }

  /**
   * Prepares to explore classes.
   *
   * @param source finds the class files
   * @param underTest tells by its binary name whether a class is to be rewritten
   */
  public static Explorer of(ClassSource source, Predicate<String> underTest) {
    return new Explorer(
        new RewritingLoader(source, underTest, requireNonNull(Explorer.class.getClassLoader())));
  }

  /** Explores a scenario whose code under test is all in one package: that of its class. */
  public static Exploration explore(Class<?> scenarios, String method) {
    return of(scenarios).explore(scenarios.getName(), method);
  }

  /** Prepares to explore the classes of one package: that of this class. */
  public static Explorer of(Class<?> scenarios) {
    return of(loaderOf(scenarios), packageOf(scenarios));
  }

  static ClassSource loaderOf(Class<?> scenarios) {
    ClassLoader loader = scenarios.getClassLoader();
    return ClassSource.of(loader == null ? ClassLoader.getSystemClassLoader() : loader);
  }

  static Predicate<String> packageOf(Class<?> scenarios) {
    String itsPackage = scenarios.getPackageName() + ".";
    return name -> name.startsWith(itsPackage) && name.indexOf('.', itsPackage.length()) < 0;
  }

  /** Explores a scenario. */
  public Exploration explore(String className, String method) {
    WORLD.lock();
    try {
      long start = System.nanoTime();
      Target target = target(className, method);
      Search.Result result = new Search(target::run, target.scenario.maxSchedules()).run();
      Exploration told = told(target, result, (System.nanoTime() - start) / 1_000_000);
      if (!harmless(told.found())) {
        return told;
      }
      MustOverlap overlap = target.method.getAnnotation(MustOverlap.class);
      MustNotBlock free = target.method.getAnnotation(MustNotBlock.class);
      if (overlap != null) {
        told = overlap(target, told, overlap);
      }
      return free != null && harmless(told.found()) ? neverBlocking(target, told, free) : told;
    } finally {
      WORLD.unlock();
    }
  }

  /** Runs one schedule again: that of an exploration's {@link Exploration#replay}. */
  public Exploration replay(String className, String method, String token) {
    return replayed(className, method, token).told();
  }

  /** One schedule run again: what is told of it, and all that is known of it. */
  record Replayed(Exploration told, Execution run) {}

  Replayed replayed(String className, String method, String token) {
    WORLD.lock();
    try {
      long start = System.nanoTime();
      Target target = target(className, method);
      Schedule schedule = Schedule.parse(token);
      Execution run = Search.replay(target::run, schedule);
      Finding found = run.finding();
      Exploration told =
          new Exploration(
              target.name(),
              target.scenario.value(),
              found != null ? found : run.race(),
              found != null ? run.race() : null,
              run.steps(),
              run.threads().stream().map(SimThread::name).toList(),
              1,
              schedule.preemptions(),
              false,
              token,
              (System.nanoTime() - start) / 1_000_000);
      return new Replayed(told, run);
    } finally {
      WORLD.unlock();
    }
  }

  /**
   * Collects the outcomes that occur: what the scenario {@linkplain Actors#observe observed}, and
   * the kind of fault.
   *
   * <p>The reduced search takes a waiter that nobody ever wakes for a fault, and does not ask what
   * would come of a spurious wake-up there.
   *
   * @param reduced with partial-order reduction as {@link #explore} does, or trying every single
   *     choice
   * @param budget at most so many schedules
   */
  public Search.Outcomes outcomes(String className, String method, boolean reduced, int budget) {
    return outcomes(className, method, reduced, false, budget);
  }

  /**
   * Collects the outcomes that occur.
   *
   * @param everyAccess whether each access to a plain field is a step of its own from the start, or
   *     only where threads were seen to race
   */
  public Search.Outcomes outcomes(
      String className, String method, boolean reduced, boolean everyAccess, int budget) {
    WORLD.lock();
    try {
      Target target = target(className, method);
      return Search.outcomes(target::run, reduced, everyAccess, budget);
    } finally {
      WORLD.unlock();
    }
  }

  private static Exploration overlap(Target target, Exploration passed, MustOverlap names) {
    long start = System.nanoTime();
    Overlap.Result result = Overlap.search(target::run, names.value()[0], names.value()[1]);
    Finding.CannotOverlap finding = result.finding();
    return finding == null
        ? passed
        : failed(passed, finding, result.witness(), result.schedules(), start);
  }

  private static Exploration neverBlocking(Target target, Exploration passed, MustNotBlock names) {
    long start = System.nanoTime();
    Standstill.Result result = Standstill.search(target::run, names.value()[0], names.value()[1]);
    Finding.CannotOverlap finding = result.finding();
    return finding == null
        ? passed
        : failed(passed, finding, result.witness(), result.schedules(), start);
  }

  /** What passed in every schedule fails for what it can or cannot do in some. */
  private static Exploration failed(
      Exploration passed, Finding finding, Execution witness, int schedules, long start) {
    return new Exploration(
        passed.scenario(),
        passed.expected(),
        finding,
        passed.found(),
        witness.steps(),
        witness.threads().stream().map(SimThread::name).toList(),
        passed.schedules() + schedules,
        1,
        passed.exhaustive(),
        "",
        passed.millis() + (System.nanoTime() - start) / 1_000_000);
  }

  private static boolean harmless(@Nullable Finding found) {
    return found == null || (found instanceof Finding.DataRace race && race.harmless());
  }

  private static Exploration told(Target target, Search.Result result, long millis) {
    Schedule shown = result.failing() != null ? result.failing() : result.racing();
    if (shown == null) {
      return passed(target, result, millis);
    }
    Execution run = Search.replay(target::run, shown);
    Finding found = run.finding();
    Finding race = run.race();
    if (found == null && race instanceof Finding.DataRace r) {
      boolean harmless = result.exhaustive() && !result.racyCollection();
      if (harmless && target.scenario.harmlessRaces() || target.scenario.racesJudgedElsewhere()) {
        return passed(target, result, millis);
      }
      found = new Finding.DataRace(r.location(), r.first(), r.second(), harmless);
      race = null;
    }
    return new Exploration(
        target.name(),
        target.scenario.value(),
        found,
        race,
        run.steps(),
        run.threads().stream().map(SimThread::name).toList(),
        result.schedules(),
        shown.preemptions(),
        result.exhaustive(),
        shown.token(),
        millis);
  }

  private static Exploration passed(Target target, Search.Result result, long millis) {
    return new Exploration(
        target.name(),
        target.scenario.value(),
        null,
        null,
        List.of(),
        List.of(),
        result.schedules(),
        0,
        result.exhaustive(),
        "",
        millis);
  }

  private Target target(String className, String method) {
    try {
      Class<?> type = Class.forName(className, false, loader);
      Method found = type.getDeclaredMethod(method);
      Scenario scenario = found.getAnnotation(Scenario.class);
      if (scenario == null) {
        throw new IllegalArgumentException(className + "." + method + " is no @Scenario");
      }
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      found.setAccessible(true);
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      return new Target(
          type, found, scenario, lookup.unreflectConstructor(constructor), lookup.unreflect(found));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no scenario " + className + "." + method, e);
    }
  }

  /** A scenario that can be run. */
  private final class Target {
    private final Class<?> type;
    private final Method method;
    private final Scenario scenario;
    private final MethodHandle create;
    private final MethodHandle invoke;
    private final Limits limits;

    Target(
        Class<?> type, Method method, Scenario scenario, MethodHandle create, MethodHandle invoke) {
      this.type = type;
      this.method = method;
      this.scenario = scenario;
      this.create = create;
      this.invoke = invoke;
      this.limits =
          new Limits(
              Limits.DEFAULT.steps(),
              scenario.earlyTimeouts() ? Limits.DEFAULT.earlyTimeouts() : 0,
              scenario.spuriousWakeups() ? Limits.DEFAULT.spuriousWakeups() : 0,
              Limits.DEFAULT.turns(),
              true);
    }

    String name() {
      return type.getSimpleName() + "." + method.getName();
    }

    Execution run(Chooser chooser, BitSet racyKeys, boolean recording) {
      loader.resetStatics();
      Execution run = new Execution(chooser, limits, racyKeys, recording, loader);
      Body body =
          () -> {
            loader.initialise(type);
            Object instance = create.invoke();
            invoke.invoke(instance);
          };
      run.run(body);
      return run;
    }
  }
}
