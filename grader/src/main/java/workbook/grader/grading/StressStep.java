package workbook.grader.grading;

import static workbook.grader.verdict.Gate.STRESS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Exercise;
import workbook.grader.cause.Detects;
import workbook.grader.cause.Misconception;
import workbook.grader.compile.EngineLoader;
import workbook.grader.compile.TestClasses;
import workbook.grader.stress.Frame;
import workbook.grader.stress.StressBudget;
import workbook.grader.stress.StressCanary;
import workbook.grader.stress.StressCompiler;
import workbook.grader.stress.StressCompiler.StressCompilationException;
import workbook.grader.stress.StressGate;
import workbook.grader.stress.StressOutcome;
import workbook.grader.stress.StressRequest;
import workbook.grader.stress.TestTable;
import workbook.grader.stress.ThreadDump;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Place;

/** Runs the stress gate on an answer and turns what was seen into checks. */
final class StressStep {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final StressRequest.Depth WHOLE =
      new StressRequest.Depth("default", Duration.ofMinutes(15));

  private final Path work;
  private final Depth depth;

  StressStep(Path work, Depth depth) {
    this.work = work;
    this.depth = depth;
  }

  /** Compiles an exercise's stress tests. */
  static void compile(List<Path> sources, List<Path> classPath, Path output) {
    try {
      StressCompiler.compile(sources, classPath, output);
    } catch (StressCompilationException e) {
      throw new BadContentException(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Proves that a race can be seen here and now. */
  Check probe() {
    String name = "two threads that race are seen to race on these processors";
    try {
      return switch (StressCanary.probe(JAVA, Files.createDirectories(work.resolve("canary")))) {
        case StressCanary.Finding.Works _ -> Check.passed(STRESS, name);
        case StressCanary.Finding.Fails(String reason) -> Check.inconclusive(STRESS, name, reason);
      };
    } catch (IOException e) {
      return Check.inconclusive(STRESS, name, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Check.inconclusive(STRESS, name, "the grader was interrupted");
    }
  }

  List<Check> check(Exercise exercise, Path classes, TestClasses.Compiled parts)
      throws InterruptedException {
    try {
      var request =
          new StressRequest(
              JAVA,
              List.of(parts.stress(), parts.support()),
              List.of(classes),
              List.of(),
              StressBudget.STANDARD,
              Files.createDirectories(work.resolve(exercise.key().id())));
      StressOutcome outcome =
          depth == Depth.DEEP ? StressGate.runWhole(request, WHOLE) : StressGate.run(request);
      return checks(outcome, classes, parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Check> checks(
      StressOutcome outcome, Path classes, TestClasses.Compiled parts) {
    return switch (outcome) {
      case StressOutcome.Held(List<TestTable> tests) ->
          tests.stream().map(t -> Check.passed(STRESS, name(t.test(), t.description()))).toList();
      case StressOutcome.Forbidden forbidden ->
          List.of(
              Check.failed(
                  STRESS,
                  name(forbidden.table().test(), forbidden.table().description()),
                  blamed(forbidden.table().test(), classes, parts),
                  "on real processors: "
                      + forbidden.seen().description()
                      + " (result "
                      + forbidden.seen().id()
                      + ")",
                  place(forbidden.learnerFrames()),
                  forbidden.table().render() + drawn(forbidden.dump())));
      case StressOutcome.Hung hung ->
          List.of(
              Check.failed(
                  STRESS,
                  name(hung.test(), hung.description()),
                  hung.dump().cycle().isEmpty()
                      ? Misconception.DEADLOCK
                      : Misconception.LOCK_ORDER_INVERSION,
                  "hangs: " + hung.message(),
                  place(hung.learnerFrames()),
                  drawn(hung.dump())));
      case StressOutcome.Threw threw ->
          List.of(
              Check.failed(
                  STRESS,
                  name(threw.test(), threw.description()),
                  blamed(threw.test(), classes, parts), // one thread alone has not thrown it before
                  "your code threw " + threw.thrown().root(),
                  place(threw.learnerFrames()),
                  ""));
      case StressOutcome.Mismatch mismatch ->
          List.of(
              Check.failed(
                  STRESS,
                  name(mismatch.test(), ""),
                  Misconception.CHANGED_SIGNATURE,
                  "what the test uses has changed: " + mismatch.thrown(),
                  null,
                  ""));
      case StressOutcome.Crashed crashed ->
          List.of(
              Check.failed(
                  STRESS,
                  name(crashed.test(), ""),
                  Misconception.EXITS_THE_PROGRAM,
                  crashed.message(),
                  place(crashed.learnerFrames()),
                  crashed.output()));
      case StressOutcome.NotRun(String reason) ->
          List.of(Check.inconclusive(STRESS, STRESS.id(), reason));
    };
  }

  private static String name(String test, String description) {
    return description.isBlank() ? test.substring(test.lastIndexOf('.') + 1) : description;
  }

  private static @Nullable Place place(List<Frame> frames) {
    return frames.isEmpty()
        ? null
        : new Place(frames.getFirst().file(), Math.max(0, frames.getFirst().line()));
  }

  private static String drawn(ThreadDump dump) {
    return dump.cycle().stream()
        .map(w -> w.thread() + " waits for " + w.waitsFor() + ", which " + w.heldBy() + " holds")
        .collect(Collectors.joining("\n"));
  }

  /** Returns the misconception that a test class says it detects, or else those around it. */
  private static Misconception blamed(String test, Path classes, TestClasses.Compiled parts) {
    try (var loader =
        new URLClassLoader(
            new URL[] {url(parts.stress()), url(parts.support()), url(classes)},
            new EngineLoader())) {
      for (Class<?> type = load(test, loader); type != null; type = type.getEnclosingClass()) {
        Detects detects = type.getAnnotation(Detects.class);
        if (detects != null) {
          return detects.value();
        }
      }
    } catch (ClassNotFoundException | IOException e) {
      throw new IllegalStateException("a test that has just run is gone: " + test, e);
    }
    return Misconception.LOST_UPDATE;
  }

  /**
   * Returns a class by the name that jcstress gives it, where a dot stands before a nested class.
   *
   * @throws ClassNotFoundException if there is none, nested or not
   */
  static Class<?> load(String name, ClassLoader loader) throws ClassNotFoundException {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        throw e;
      }
      return load(name.substring(0, dot) + "$" + name.substring(dot + 1), loader);
    }
  }

  private static URL url(Path folder) throws MalformedURLException {
    return folder.toUri().toURL();
  }
}
