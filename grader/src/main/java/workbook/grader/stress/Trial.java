package workbook.grader.stress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.CounterThread;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.util.Counter;
import workbook.grader.stress.OutcomeRow.Expectation;
import workbook.grader.stress.Runners.Burst;

/**
 * Runs one test in short bursts, until it shows something forbidden or its budget is used up.
 *
 * <p>One thread runs it; another may look at {@link #steps}, {@link #table} and {@link
 * #terminating} meanwhile.
 */
final class Trial {

  /** The result of an actor that never ends, in jcstress's words. */
  static final String STALE = "STALE";

  private static final int BURST_MILLIS = 10;
  private static final int TERMINATION_BURST_MILLIS = 50;

  /**
   * How often an actor must have ended. Each time it runs for about a millisecond, and a loop that
   * reads a plain field only goes on for ever once the compiler has had enough of it to optimise.
   */
  private static final long MIN_TERMINATIONS = 300;

  /** A round of actors is sized to take no longer than this, in milliseconds. */
  private static final int ROUND_MILLIS = 20;

  private static final int ROUND_MEGABYTES = 32;
  private static final int MAX_ROUND = 512;

  /**
   * How often actors meet in a round. A burst ends at the end of a round only, and where both share
   * a core with something else, each meeting may cost a time slice of the system's.
   */
  private static final int MAX_MEETINGS = 16;

  /**
   * Samples between two meetings. Long strides let the actors drift apart, short ones make them
   * start together: which one shows a race depends on the race.
   */
  private static final int[] STRIDES = {32, 8, 128};

  private final TestInfo test;
  private final StressBudget budget;
  private final Cores cores;
  private final Supplier<@Nullable Throwable> uncaught;
  private final Map<String, Long> counts = new ConcurrentHashMap<>();
  private final AtomicInteger steps = new AtomicInteger();
  private volatile long began = System.nanoTime();
  private final AtomicInteger bursts = new AtomicInteger();

  /**
   * Prepares a test.
   *
   * @param uncaught tells what a thread that is not an actor died of, if one did
   */
  Trial(TestInfo test, StressBudget budget, Cores cores, Supplier<@Nullable Throwable> uncaught) {
    this.test = test;
    this.budget = budget;
    this.cores = cores;
    this.uncaught = uncaught;
  }

  /** Returns a number that changes whenever the test gets on. */
  int steps() {
    return steps.get();
  }

  /** Returns whether this is a test of whether an actor ends. */
  boolean terminating() {
    return test.requiresFork();
  }

  TestInfo test() {
    return test;
  }

  /** Returns what was seen so far. */
  TestTable table(String output) {
    String description = test.description();
    return new TestTable(
        test.name(),
        // The annotation processor writes the word "null" where there is no description.
        description == null || description.equals("null") ? "" : description,
        Grades.grade(test, counts),
        (System.nanoTime() - began) / 1_000_000,
        bursts.get(),
        output);
  }

  /** Records one more result, seen from outside. */
  void record(String result) {
    counts.merge(result, 1L, Long::sum);
  }

  /**
   * Runs the test.
   *
   * @throws Throwable what the code under test throws
   */
  void run() throws Throwable {
    if (terminating()) {
      runTermination();
    } else {
      runContinuous();
    }
  }

  private void runTermination() throws Throwable {
    while (!enough(MIN_TERMINATIONS)) {
      Runner<?> runner =
          Runners.make(
              test,
              Runners.config(
                  test, new Burst(TERMINATION_BURST_MILLIS, 1, 1, List.of()), ROUND_MEGABYTES));
      // This kind of runner has no other way in. It catches the exceptions of its actor, but an
      // error passes it by, ends the actor's thread, and is then counted as STALE.
      TestResult result = runner.run();
      rethrowUncaught();
      for (String id : result.getStateKeys()) {
        counts.merge(id, result.getCount(id), Long::sum);
      }
      bursts.incrementAndGet();
      steps.incrementAndGet();
    }
  }

  private void runContinuous() throws Throwable {
    ForkedTestConfig size = size();
    int round = size.strideSize * size.strideCount;
    began = System.nanoTime();
    while (!enough(budget.minSamples())) {
      int stride = Math.min(STRIDES[bursts.get() % STRIDES.length], round);
      int count = Math.clamp(round / stride, 1, MAX_MEETINGS);
      Burst burst = new Burst(BURST_MILLIS, stride, count, coresOfBurst());
      collect(Runners.make(test, Runners.config(test, burst, ROUND_MEGABYTES)));
      rethrowUncaught();
      bursts.incrementAndGet();
      steps.incrementAndGet();
    }
  }

  /** One burst in four is left to the system, which may know an arrangement that shows more. */
  private List<Integer> coresOfBurst() {
    List<Integer> bindable = cores.bindable();
    if (bindable.isEmpty() || bursts.get() % 4 == 3) {
      return List.of();
    }
    List<Integer> turned = new ArrayList<>(bindable);
    Collections.rotate(turned, bursts.get() / 4);
    return turned;
  }

  /** Checks that the test can run, and lets jcstress find a round's length by trying. */
  private ForkedTestConfig size() throws Throwable {
    // The first call pays for loading classes, which would be taken for the test's own slowness.
    sanityCheck(Runners.config(test, new Burst(ROUND_MILLIS, 1, 1, List.of()), ROUND_MEGABYTES));
    steps.incrementAndGet();
    ForkedTestConfig size =
        Runners.config(test, new Burst(ROUND_MILLIS, MAX_ROUND, 1, List.of()), ROUND_MEGABYTES);
    sanityCheck(size);
    rethrowUncaught();
    steps.incrementAndGet();
    return size;
  }

  private void sanityCheck(ForkedTestConfig config) throws Throwable {
    sanityCheck(Runners.make(test, config));
  }

  private <R> void sanityCheck(Runner<R> runner) throws Throwable {
    // What is seen here does not count: where an actor throws while jcstress looks for the size, it
    // takes no notice, and reads a result that the actor never came to write.
    runner.sanityCheck(new Counter<>());
  }

  private <R> void collect(Runner<R> runner) throws Throwable {
    List<CounterThread<R>> actors = runner.internalRun();
    List<CounterThread<R>> running = new ArrayList<>(actors);
    // When one actor throws, the others wait for it for ever: all are asked in turn.
    while (!running.isEmpty()) {
      running.getFirst().join(2);
      for (CounterThread<R> actor : actors) {
        Throwable thrown = actor.throwable();
        if (thrown != null) {
          throw thrown;
        }
      }
      running.removeIf(actor -> !actor.isAlive());
    }
    for (CounterThread<R> actor : actors) {
      Throwable thrown = actor.throwable();
      if (thrown != null) {
        throw thrown;
      }
      merge(actor.result());
    }
  }

  private <R> void merge(Counter<R> counter) {
    for (R result : counter.elementSet()) {
      counts.merge(String.valueOf(result), counter.count(result), Long::sum);
    }
  }

  private void rethrowUncaught() throws Throwable {
    Throwable thrown = uncaught.get();
    if (thrown != null) {
      throw thrown;
    }
  }

  private boolean enough(long minSamples) {
    if (Grades.grade(test, counts).stream()
        .anyMatch(
            row -> row.expect() == Expectation.FORBIDDEN || row.expect() == Expectation.UNKNOWN)) {
      return true;
    }
    long millis = (System.nanoTime() - began) / 1_000_000;
    long samples = counts.values().stream().mapToLong(Long::longValue).sum();
    return millis >= budget.maxMillis() || (millis >= budget.minMillis() && samples >= minSamples);
  }
}
