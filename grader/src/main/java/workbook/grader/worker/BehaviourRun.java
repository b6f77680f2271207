package workbook.grader.worker;

import static workbook.grader.verdict.Gate.BEHAVIOUR;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import workbook.explorer.trace.Assertions;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Place;
import workbook.grader.worker.LiveThreads.Seen;

/** Runs an exercise's JUnit tests on an answer and turns each result into a check. */
final class BehaviourRun implements TestExecutionListener {
  private static final int SHOWN_FRAMES = 12;

  /** How many causes deep to look; a learner's exception may well be its own cause. */
  private static final int DEPTH_OF_CAUSES = 16;

  /** How long a test's threads may go on running after it, so that their failures are its own. */
  private static final long SETTLE_NANOS = 1_000_000_000;

  private static final long SETTLE_LOOK_NANOS = 2_000_000;

  /** So often nothing must have moved for nothing to be on the way. */
  private static final int SETTLE_STILL_LOOKS = 3;

  private final Job job;
  private final ClassLoader loader;
  private final LiveThreads live;
  private final BoundedOutput output;
  private final Consumer<Message> parent;
  private final Frames frames;
  private final HangWatch watch;
  private final Thread tested = Thread.currentThread();
  private final ConcurrentLinkedQueue<Uncaught> uncaught = new ConcurrentLinkedQueue<>();

  // Confined to the thread that tests.
  private final Deque<TestIdentifier> running = new ArrayDeque<>();
  private final Set<String> planned = new HashSet<>();
  private final Set<String> told = new HashSet<>();
  private boolean failed;
  private boolean anyTest;

  private record Uncaught(Thread thread, Throwable failure) {}

  BehaviourRun(
      Job job,
      ClassLoader loader,
      LiveThreads live,
      BoundedOutput output,
      Consumer<Message> parent) {
    this.job = job;
    this.loader = loader;
    this.live = live;
    this.output = output;
    this.parent = parent;
    this.frames = new Frames(job);
    this.watch = new HangWatch(live, frames, BEHAVIOUR, parent);
  }

  void run() {
    Thread.setDefaultUncaughtExceptionHandler((t, e) -> uncaught.add(new Uncaught(t, e)));
    try (var _ = new Load(job.repeats() > 1)) {
      for (int i = 0; i < job.repeats() && !failed; i++) {
        launcher()
            .execute(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(
                        job.testClasses().stream()
                            .map(name -> DiscoverySelectors.selectClass(loader, name))
                            .toList())
                    .configurationParameter(
                        "junit.jupiter.extensions.autodetection.enabled", "false")
                    .build(),
                this);
      }
    } catch (OutOfMemoryError e) { // the one failure that JUnit throws on
      TestIdentifier test = running.peek();
      record(
          test == null
              ? Check.inconclusive(BEHAVIOUR, "tests", "the memory was used up between tests")
              : whenThrown(test, e));
    } finally {
      watch.close();
    }
    if (!failed && (!anyTest || !planned.isEmpty())) {
      record(
          Check.inconclusive(
              BEHAVIOUR,
              "tests",
              anyTest
                  ? planned.size() + " tests that were planned have not run"
                  : "no test was found, so none has run"));
    }
  }

  private static Launcher launcher() {
    return LauncherFactory.create(
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .addTestEngines(new org.junit.jupiter.engine.JupiterTestEngine())
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .build());
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    planned.clear();
    for (TestIdentifier root : plan.getRoots()) {
      plan.getDescendants(root).stream()
          .filter(TestIdentifier::isTest)
          .map(TestIdentifier::getUniqueId)
          .forEach(planned::add);
    }
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    running.push(test);
    if (test.isTest()) {
      uncaught.clear();
      parent.accept(Message.begins(test.getDisplayName()));
    }
    // What comes before and after the tests of a class can hang as well.
    watch.begin(test.getDisplayName(), detects(test));
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    planned.remove(test.getUniqueId());
    record(
        failed // then nothing hangs on it any more
            ? Check.skipped(BEHAVIOUR, test.getDisplayName(), reason)
            : Check.inconclusive(
                BEHAVIOUR, test.getDisplayName(), "the test was skipped: " + reason));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      anyTest = true;
      planned.remove(test.getUniqueId());
      settle();
    }
    Throwable thrown = result.getThrowable().orElse(null);
    String name = test.getDisplayName();
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      record(Check.inconclusive(BEHAVIOUR, name, "the test gave up: " + saidBy(thrown)));
    } else if (thrown != null) { // of a class, too, that could not even begin
      record(whenThrown(test, thrown));
    } else if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      record(failed(name, detects(test), "the test failed", null, ""));
    } else if (test.isTest()) {
      record(whenPassed(test));
    }
    running.pop();
    TestIdentifier around = running.peek();
    if (around == null) {
      watch.end();
    } else {
      watch.begin(around.getDisplayName(), detects(around));
    }
    Thread.interrupted(); // what a learner's code left set is not the next test's
  }

  /** Tells the parent at once, for nobody knows whether there will be a later. */
  private void record(Check check) {
    failed |= check.hasFailed();
    boolean first = told.add(check.name());
    if (first || check.status() != Check.Status.PASSED) {
      parent.accept(Message.checked(check));
    }
  }

  /**
   * Lets the test's threads that still run come to an end or to a wait, so that whether one of them
   * fails does not depend on who is faster.
   *
   * <p>A thread that has been woken waits, to all appearance, until it has got a processor: only
   * when nothing has moved from look to look is there nobody on the way.
   */
  private void settle() {
    long deadline = System.nanoTime() + SETTLE_NANOS;
    String before = "";
    for (int still = 0; still < SETTLE_STILL_LOOKS; ) {
      String now = moves();
      if (now.isEmpty() || System.nanoTime() >= deadline) {
        return;
      }
      still = !now.equals(before) || anyRuns() ? 0 : still + 1;
      before = now;
      LockSupport.parkNanos(SETTLE_LOOK_NANOS);
      Thread.interrupted();
    }
  }

  /** Returns how far the test's other threads have come; empty where there are none. */
  private String moves() {
    StringBuilder moves = new StringBuilder();
    for (Seen seen : live.platform(tested)) {
      if (seen.thread() != tested) {
        moves.append(seen.thread().threadId()).append('/').append(live.cpuNanos(seen.thread()));
        moves.append(' ');
      }
    }
    live.virtual().forEach(v -> moves.append(v.threadId()).append(v.getState()).append(' '));
    return moves.toString();
  }

  private boolean anyRuns() {
    return live.platform(tested).stream()
            .filter(s -> s.thread() != tested)
            .anyMatch(BehaviourRun::runs)
        || live.virtual().stream().anyMatch(v -> v.getState() == Thread.State.RUNNABLE);
  }

  /**
   * Returns whether a thread is on its way. One without a frame has not begun yet or is about to
   * end; one in native code may be loading a class or making an exception, unless it is known to
   * wait for the world outside.
   */
  static boolean runs(Seen seen) {
    return seen.state() == Thread.State.RUNNABLE
        && (seen.stack().length == 0
            || !seen.stack()[0].isNativeMethod()
            || Arrays.stream(seen.stack()).noneMatch(HangWatch::waitsOutside));
  }

  private Check whenPassed(TestIdentifier test) {
    String name = test.getDisplayName();
    if (output.isFlooded()) {
      return flooded(name, null);
    }
    for (Uncaught one : uncaught) {
      if (!isOnPurpose(one.failure)) {
        return explained(
            test, one.failure, "the thread '" + one.thread.getName() + "' ended with ");
      }
    }
    return Check.passed(BEHAVIOUR, name);
  }

  /**
   * Returns whether a test threw this itself to see what becomes of it: an exception made in a line
   * of the test, and none that the test's own checks or the JVM throw.
   */
  private boolean isOnPurpose(Throwable failure) {
    return switch (failure) {
      case AssertionError _, LinkageError _, VirtualMachineError _ -> false;
      case NullPointerException _, ClassCastException _, ArithmeticException _ -> false;
      case IndexOutOfBoundsException _, ArrayStoreException _ -> false;
      default -> {
        StackTraceElement[] stack = stackOf(failure);
        yield frames.isJudge(failure.getClass()) || stack.length > 0 && frames.isJudge(stack[0]);
      }
    };
  }

  private Check whenThrown(TestIdentifier test, Throwable thrown) {
    for (Throwable t : causes(thrown)) {
      if (t instanceof BoundedOutput.TooMuchOutput) {
        return flooded(test.getDisplayName(), frames.place(stackOf(t)).orElse(null));
      }
    }
    return explained(test, thrown, "");
  }

  private static Check flooded(String name, @Nullable Place place) {
    return failed(
        name,
        Misconception.TOO_MUCH_OUTPUT,
        "your code printed more than "
            + (BoundedOutput.LIMIT_BYTES >> 20)
            + " MB; is there a print in an endless loop?",
        place,
        "");
  }

  /**
   * Explains a failure.
   *
   * @param where which thread it ended; empty for the test's own
   */
  private Check explained(TestIdentifier test, Throwable thrown, String where) {
    Place place = place(thrown);
    Misconception detected = detects(test);
    String name = test.getDisplayName();
    return switch (thrown) {
      case BoundedOutput.TooMuchOutput _ -> flooded(name, place);
      case ExceptionInInitializerError initializer when initializer.getCause() != null ->
          failed(
              name,
              Misconception.UNCAUGHT_EXCEPTION,
              where + "a static initialiser threw " + saidBy(initializer.getCause()),
              place,
              stack(initializer.getCause()));
      case NoClassDefFoundError again when saidBy(again).contains("Could not initialize class") ->
          failed(
              name,
              Misconception.UNCAUGHT_EXCEPTION,
              where + "a static initialiser has failed before: " + saidBy(again),
              place,
              stack(again));
      case AssertionError wrong ->
          failed(name, detected, where + firstLines(messageOf(wrong)), place, evidence(wrong));
      case StackOverflowError endless ->
          failed(
              name,
              Misconception.ENDLESS_LOOP,
              where
                  + (where.isEmpty() ? "" : "StackOverflowError: ")
                  + "a method calls itself for ever",
              place,
              stack(endless));
      case OutOfMemoryError memory ->
          failed(
              name,
              Misconception.OUT_OF_MEMORY,
              where + saidBy(memory) + ": what grows without end?",
              place,
              stack(memory));
      case LinkageError changed ->
          failed(
              name,
              Misconception.CHANGED_SIGNATURE,
              where + "what the test calls has changed or does not load: " + saidBy(changed),
              place,
              stack(changed));
      case UnsupportedOperationException unwritten when isTodo(unwritten) ->
          failed(
              name, detected, "this part is not written yet: " + messageOf(unwritten), place, "");
      case TimeoutException late when place == null ->
          failed(
              name,
              detected,
              where + "not done within the time that the test allows: " + saidBy(late),
              null,
              stack(late));
      default ->
          failed(
              name,
              Misconception.UNCAUGHT_EXCEPTION,
              where.isEmpty() ? "your code threw " + saidBy(thrown) : where + saidBy(thrown),
              place,
              stack(thrown));
    };
  }

  private static boolean isTodo(Throwable thrown) {
    return messageOf(thrown).startsWith("TODO");
  }

  private static Check failed(
      String name, Misconception cause, String message, @Nullable Place place, String evidence) {
    return Check.failed(BEHAVIOUR, name, cause, message, place, evidence);
  }

  /** Returns the learner's nearest line, of the failure or else of what caused it. */
  private @Nullable Place place(Throwable thrown) {
    for (Throwable t : causes(thrown)) {
      Optional<Place> place = frames.place(stackOf(t));
      if (place.isPresent()) {
        return place.get();
      }
    }
    return null;
  }

  private static String firstLines(String message) {
    return message.isBlank()
        ? "an assertion failed"
        : Assertions.inWords(message.strip().replaceAll("\\s*\\R\\s*", "; "));
  }

  private String evidence(AssertionError wrong) {
    List<Throwable> causes = causes(wrong);
    return causes.size() < 2 ? "" : stack(causes.get(1));
  }

  /** Returns the part of a stack that a learner can do something about. */
  private String stack(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    // A plain Throwable is no failure, but says where something came from.
    lines.add(thrown.getClass() == Throwable.class ? messageOf(thrown) : saidBy(thrown));
    for (StackTraceElement frame : stackOf(thrown)) {
      if (frames.isLearners(frame) || frames.isJudge(frame)) {
        lines.add("    at " + Frames.shown(frame));
      }
      if (lines.size() > SHOWN_FRAMES) {
        break;
      }
    }
    return String.join("\n", lines);
  }

  // A learner's exception may override all that follows, and throw again, return null, or worse.

  private static List<Throwable> causes(Throwable thrown) {
    List<Throwable> causes = new ArrayList<>();
    Throwable next = thrown;
    while (next != null && causes.size() < DEPTH_OF_CAUSES) {
      causes.add(next);
      try {
        next = next.getCause();
      } catch (Throwable e) {
        break;
      }
    }
    return causes;
  }

  private static String saidBy(@Nullable Throwable thrown) {
    try {
      return String.valueOf(thrown);
    } catch (Throwable e) {
      return thrown == null ? "null" : thrown.getClass().getName();
    }
  }

  private static String messageOf(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (Throwable e) {
      return "";
    }
  }

  private static StackTraceElement[] stackOf(Throwable thrown) {
    try {
      StackTraceElement[] stack = thrown.getStackTrace();
      return stack == null ? new StackTraceElement[0] : stack;
    } catch (Throwable e) {
      return new StackTraceElement[0];
    }
  }

  private static Misconception detects(TestIdentifier test) {
    List<AnnotatedElement> elements = new ArrayList<>();
    TestSource source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      elements.add(method.getJavaMethod());
      elements.add(method.getJavaClass());
    } else if (source instanceof ClassSource type) {
      elements.add(type.getJavaClass());
    }
    for (AnnotatedElement element : elements) {
      Detects detects = element.getAnnotation(Detects.class);
      if (detects != null) {
        return detects.value();
      }
    }
    return Misconception.WRONG_RESULT;
  }
}
