package workbook.grader.grading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import workbook.grader.catalog.BadContentException;
import workbook.grader.catalog.Exercise;
import workbook.grader.catalog.Submission;
import workbook.grader.compile.CompileGate;
import workbook.grader.compile.Compiler;
import workbook.grader.compile.SignatureCheck;
import workbook.grader.compile.TestClasses;
import workbook.grader.report.Progress;
import workbook.grader.rules.RulesGate;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Verdict;
import workbook.grader.worker.Job;
import workbook.grader.worker.Limits;
import workbook.grader.worker.Measure;
import workbook.grader.worker.ReplayToken;
import workbook.grader.worker.Workers;

/**
 * Takes submissions through the gates.
 *
 * <p>Several at a time up to the gates that run in workers; the stress gate comes after, one
 * submission at a time, because its two actors want both processors for themselves.
 */
public final class Grader implements AutoCloseable {
  /** How many submissions of a learner's are graded side by side. */
  private static final int AT_A_TIME = 2;

  private final Path work;
  private final Depth depth;
  private final boolean trustFingerprints;
  private final Progress progress;
  private final int lanes;
  private final Compiler compiler = new Compiler();
  private final CompileGate compileGate = new CompileGate(compiler);
  private final TestClasses testClasses;
  private final RulesGate rulesGate = new RulesGate();
  private final Workers workers;
  private final StressStep stress;
  private final Set<Gate> off = EnumSet.noneOf(Gate.class);

  /** What is known of a submission on its way through the gates. */
  private record Underway(
      Submission submission,
      List<Check> checks,
      @Nullable Path classes,
      TestClasses.@Nullable Compiled parts,
      boolean untouched,
      Duration took) {

    boolean mayGoOn() {
      return classes != null && !untouched && checks.stream().noneMatch(Check::hasFailed);
    }

    ExerciseResult result(List<Check> more, Duration longer) {
      List<Check> all = new ArrayList<>(checks);
      all.addAll(more);
      Exercise exercise = submission.exercise();
      return new ExerciseResult(
          exercise.key().toString(),
          exercise.title(),
          untouched ? new Verdict.Unsolved() : Judge.verdict(all),
          all,
          exercise.points(),
          took.plus(longer));
    }
  }

  /**
   * Makes a grader.
   *
   * @param work a folder of its own for class files, kept between runs as a cache
   * @param depth how long to look
   * @param trustFingerprints whether an answer that is the untouched stub is told as unsolved
   *     without being judged
   * @param progress told what is being done
   */
  public Grader(Path work, Depth depth, boolean trustFingerprints, Progress progress) {
    this(work, depth, trustFingerprints, progress, AT_A_TIME, Limits.STANDARD);
  }

  /**
   * Makes a grader of answers whose worth is known, at normal depth.
   *
   * @param lanes how many to grade side by side; most of the time of a wrong one is spent waiting
   *     to be sure that it hangs
   */
  public static Grader ofKnownAnswers(Path work, int lanes) {
    return new Grader(work, Depth.NORMAL, false, Progress.none(), lanes, Limits.STANDARD);
  }

  /** Makes a grader that is more or less patient with what hangs. */
  Grader(Path work, Depth depth, boolean trustFingerprints, Progress progress, Limits limits) {
    this(work, depth, trustFingerprints, progress, AT_A_TIME, limits);
  }

  private Grader(
      Path work,
      Depth depth,
      boolean trustFingerprints,
      Progress progress,
      int lanes,
      Limits limits) {
    this.lanes = lanes;
    this.workers = new Workers(limits);
    this.work = work;
    this.depth = depth;
    this.trustFingerprints = trustFingerprints;
    this.progress = progress;
    this.stress = new StressStep(work.resolve("stress"), depth);
    this.testClasses = new TestClasses(compiler, StressStep::compile, work.resolve("cache"));
  }

  /**
   * Leaves a gate out, to measure what it catches; no verdict of such a grader is to be trusted.
   */
  public void switchOff(Gate gate) {
    off.add(gate);
  }

  /** Puts a gate back. */
  public void switchOn(Gate gate) {
    off.remove(gate);
  }

  /** Returns the fingerprint that the stub's front matter must hold. */
  public String fingerprint(Submission submission) {
    return compileGate.stubFingerprint(submission);
  }

  /** Proves every detector on a probe known to be wrong; a check that is not passed tells which. */
  public List<Check> canaries() {
    return Canaries.probe(workers, stress);
  }

  /**
   * Grades submissions, in any number, and returns the results in the same order.
   *
   * @param canaries what {@link #canaries} said: a gate whose detector is broken passes nobody
   */
  public List<ExerciseResult> grade(List<Submission> submissions, List<Check> canaries)
      throws InterruptedException {
    Map<Gate, Check> broken = new EnumMap<>(Gate.class);
    for (Check canary : canaries) {
      if (canary.status() != Check.Status.PASSED) {
        broken.putIfAbsent(canary.gate(), canary);
      }
    }
    progress.started(submissions.size());
    List<ExerciseResult> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(lanes)) {
      List<Future<Underway>> underway =
          submissions.stream().map(s -> executor.submit(() -> upToSchedules(s, broken))).toList();
      for (Future<Underway> one : underway) {
        Underway submission = one.get();
        if (!submission.mayGoOn()) {
          results.add(finished(submission.result(List.of(), Duration.ZERO)));
        } else {
          results.add(null);
        }
      }
      for (int i = 0; i < results.size(); i++) {
        if (results.get(i) == null) {
          results.set(i, finished(throughStress(underway.get(i).get(), broken)));
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the grader itself failed", e.getCause());
    }
    progress.done();
    return results;
  }

  private ExerciseResult finished(ExerciseResult result) {
    progress.finished(result);
    return result;
  }

  /** What goes wrong within the engine itself costs one exercise its verdict, and no other. */
  private Underway upToSchedules(Submission submission, Map<Gate, Check> broken) {
    long start = System.nanoTime();
    try {
      return upToSchedules(submission, broken, start);
    } catch (RuntimeException | LinkageError | VirtualMachineError | AssertionError e) {
      return new Underway(
          submission, List.of(ownFailure(Gate.COMPILE, e)), null, null, false, since(start));
    }
  }

  private static Check ownFailure(Gate gate, Throwable failure) {
    StackTraceElement[] stack = failure.getStackTrace();
    return Check.inconclusive(
        gate,
        "the grader works",
        failure instanceof BadContentException
            ? String.valueOf(failure.getMessage())
            : "the grader itself failed: "
                + failure
                + (stack.length == 0 ? "" : " at " + stack[0]));
  }

  private Underway upToRules(Submission submission, long start) {
    Exercise exercise = submission.exercise();
    String key = exercise.key().toString();
    progress.exercise(key);
    progress.gate(key, Gate.COMPILE);
    Path classes = work.resolve("classes").resolve(exercise.key().id()).resolve(submission.label());
    TestClasses.delete(classes);
    CompileGate.Outcome compiled = compileGate.compile(submission, classes);
    List<Check> checks = new ArrayList<>(compiled.checks());
    if (!compiled.compiled() || (trustFingerprints && compiled.untouchedStub())) {
      return new Underway(submission, checks, null, null, compiled.compiled(), since(start));
    }
    TestClasses.Compiled parts;
    try {
      parts = testClasses.of(exercise);
    } catch (BadContentException e) {
      checks.add(
          Check.inconclusive(
              Gate.COMPILE, "the exercise's own tests compile", String.valueOf(e.getMessage())));
      return new Underway(submission, checks, null, null, false, since(start));
    }
    checks.add(
        SignatureCheck.of(
            classes,
            parts.solution(),
            List.of(parts.tests(), parts.stress()),
            List.of(parts.tests(), parts.stress(), parts.support())));
    if (goesOn(checks) && !off.contains(Gate.RULES)) {
      progress.gate(key, Gate.RULES);
      checks.addAll(rulesGate.check(exercise, classes, parts));
    }
    return new Underway(submission, checks, classes, parts, false, since(start));
  }

  private Underway upToSchedules(Submission submission, Map<Gate, Check> broken, long start) {
    Underway ruled = upToRules(submission, start);
    Path classes = ruled.classes();
    TestClasses.Compiled parts = ruled.parts();
    if (classes == null || parts == null || !ruled.mayGoOn()) {
      return ruled;
    }
    Exercise exercise = submission.exercise();
    String key = exercise.key().toString();
    List<Check> checks = new ArrayList<>(ruled.checks());
    progress.gate(key, Gate.BEHAVIOUR);
    checks.addAll(
        inWorker(exercise, classes, parts, Job.Kind.BEHAVIOUR, Gate.BEHAVIOUR, "Tests", broken));
    if (goesOn(checks)) {
      progress.gate(key, Gate.SCHEDULES);
      checks.addAll(
          inWorker(
              exercise, classes, parts, Job.Kind.SCHEDULES, Gate.SCHEDULES, "Scenarios", broken));
    }
    return new Underway(submission, checks, classes, parts, false, since(start));
  }

  private static boolean goesOn(List<Check> checks) {
    return checks.stream().noneMatch(Check::hasFailed);
  }

  private List<Check> inWorker(
      Exercise exercise,
      Path classes,
      TestClasses.Compiled parts,
      Job.Kind kind,
      Gate gate,
      String suffix,
      Map<Gate, Check> broken) {
    List<String> testClassNames = topLevelClasses(exercise, parts.tests(), suffix);
    if (testClassNames.isEmpty()) {
      return List.of(Check.skipped(gate, gate.id(), "this exercise has nothing for this gate"));
    }
    if (off.contains(gate)) {
      return List.of(Check.skipped(gate, gate.id(), "this gate is switched off"));
    }
    Check silent = broken.get(gate);
    if (silent != null) {
      return List.of(Check.inconclusive(gate, gate.id(), silent.message()));
    }
    String key = exercise.key().toString();
    return workers.perform(
        job(exercise, classes, parts, kind, testClassNames, depth.repeats(), ""),
        _ -> progress.gate(key, gate));
  }

  private static Job job(
      Exercise exercise,
      Path classes,
      TestClasses.Compiled parts,
      Job.Kind kind,
      List<String> testClassNames,
      int repeats,
      String replay) {
    return new Job(
        kind,
        exercise.key().packageName(),
        Stream.of(classes, parts.tests(), parts.support()).map(Path::toString).toList(),
        testClassNames,
        exercise.given(),
        repeats,
        replay);
  }

  /**
   * Explores the scenarios of a submission, up to the first that fails, again and again within one
   * JVM. Other gates are not asked, but for the rules, without which no code runs.
   */
  public List<Measure> measureSchedules(Submission submission, int repeats) {
    Underway ruled = upToRules(submission, System.nanoTime());
    Path classes = ruled.classes();
    TestClasses.Compiled parts = ruled.parts();
    if (classes == null || parts == null || !ruled.mayGoOn()) {
      return List.of();
    }
    Exercise exercise = submission.exercise();
    List<String> scenarios = topLevelClasses(exercise, parts.tests(), "Scenarios");
    return scenarios.isEmpty()
        ? List.of()
        : workers.measure(job(exercise, classes, parts, Job.Kind.MEASURE, scenarios, repeats, ""));
  }

  /**
   * Runs one schedule of a submission again, first in the explorer, then on real threads, and
   * returns what came of each. What does not compile, or breaks a rule, is not run.
   *
   * @param debugPort where the JVM that runs it waits for a debugger, with all limits off; 0 for
   *     none
   */
  public List<Check> replay(Submission submission, ReplayToken token, int debugPort) {
    Underway ruled = upToRules(submission, System.nanoTime());
    Path classes = ruled.classes();
    TestClasses.Compiled parts = ruled.parts();
    if (classes == null || parts == null || !ruled.mayGoOn()) {
      return ruled.checks();
    }
    Exercise exercise = submission.exercise();
    List<String> scenarios = topLevelClasses(exercise, parts.tests(), "Scenarios");
    Job job = job(exercise, classes, parts, Job.Kind.SCHEDULES, scenarios, 1, token.text());
    try (var debugged = Workers.underDebugger(debugPort)) {
      List<Check> checks = new ArrayList<>(ruled.checks());
      checks.addAll((debugPort == 0 ? workers : debugged).perform(job, _ -> {}));
      return checks;
    }
  }

  private ExerciseResult throughStress(Underway underway, Map<Gate, Check> broken)
      throws InterruptedException {
    long start = System.nanoTime();
    Exercise exercise = underway.submission().exercise();
    Path classes = underway.classes();
    TestClasses.Compiled parts = underway.parts();
    if (classes == null || parts == null) {
      throw new IllegalStateException("only what compiles comes this far");
    }
    List<Check> checks = new ArrayList<>();
    if (exercise.stressSources().isEmpty() || off.contains(Gate.STRESS)) {
      checks.add(
          Check.skipped(Gate.STRESS, Gate.STRESS.id(), "this exercise has nothing for this gate"));
    } else if (broken.containsKey(Gate.STRESS)) {
      checks.add(
          Check.inconclusive(Gate.STRESS, Gate.STRESS.id(), broken.get(Gate.STRESS).message()));
    } else {
      progress.gate(exercise.key().toString(), Gate.STRESS);
      try {
        checks.addAll(stress.check(exercise, classes, parts));
      } catch (RuntimeException | LinkageError | VirtualMachineError | AssertionError e) {
        checks.add(ownFailure(Gate.STRESS, e));
      }
    }
    return underway.result(checks, since(start));
  }

  private static List<String> topLevelClasses(Exercise exercise, Path classes, String suffix) {
    Path folder = exercise.key().in(classes);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> n.endsWith(suffix + ".class") && n.indexOf('$') < 0)
          .map(n -> exercise.key().packageName() + "." + n.replace(".class", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  @Override
  public void close() {
    workers.close();
    compiler.close();
  }
}
