package workbook.grader.stress;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.Main;

/** Runs the stress tests of one exercise in a JVM of their own. */
public final class StressGate {

  /** How long a JVM may take to get to its first test, on a very busy machine. */
  private static final Duration START = Duration.ofSeconds(30);

  /** How long it may take to say what its threads do. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private static final List<String> OPTIONS =
      List.of(
          "-Xms64m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:+UnlockDiagnosticVMOptions",
          // Lets jcstress keep its own fields on cache lines of their own.
          "-XX:-RestrictContended",
          // Standard output is for messages alone.
          "-XX:+DisplayVMOutputToStderr",
          "-XX:-CreateCoredumpOnCrash",
          "-Dfile.encoding=UTF-8",
          // For jcstress's way of binding threads to cores.
          "--enable-native-access=ALL-UNNAMED");

  /** jcstress gives its own options to the JVMs that it forks, and adds those of its JVM's. */
  private static final List<String> WHOLE_RUN_OPTIONS =
      List.of("-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED");

  private final StressRequest request;
  private final List<TestTable> held = new ArrayList<>();
  private String test = "";
  private String description = "";

  private StressGate(StressRequest request) {
    this.request = request;
  }

  /**
   * Runs the tests in bursts, and stops at the first that does not hold.
   *
   * @throws InterruptedException if the calling thread is interrupted; the JVM is ended then
   */
  public static StressOutcome run(StressRequest request) throws InterruptedException {
    return new StressGate(request).runBursts();
  }

  /**
   * Runs the tests by jcstress's own main class, every compilation mode in JVMs of their own; that
   * takes minutes a test. An answer that hangs takes half a minute a JVM: {@link #run} comes first.
   *
   * @throws InterruptedException if the calling thread is interrupted; all JVMs are ended then
   */
  public static StressOutcome runWhole(StressRequest request, StressRequest.Depth depth)
      throws InterruptedException {
    StressGate gate = new StressGate(request);
    return gate.runJvm(WHOLE_RUN_OPTIONS, request.tests(), depth.mode(), depth.limit());
  }

  private StressOutcome runBursts() throws InterruptedException {
    StressBudget budget = request.budget();
    // The JVM has limits of its own, all shorter: this one is for a JVM that cannot keep them.
    Duration limit =
        START.plusMillis(budget.maxMillis()).plus(Duration.ofMillis(5L * budget.hangMillis()));
    List<String> options = new ArrayList<>(OPTIONS);
    // Where JNA unpacks its library for the moment of loading it.
    options.add("-Djna.tmpdir=" + request.workDir().toAbsolutePath());
    List<String> left = request.tests();
    while (true) {
      StressOutcome outcome = runJvm(options, left, "", limit);
      if (!(outcome instanceof StressOutcome.Held) || left.isEmpty()) {
        return outcome;
      }
      // An actor that may never end, and did not, has used up its JVM: the rest gets another.
      Set<String> done = new LinkedHashSet<>();
      held.forEach(table -> done.add(table.test()));
      left = left.stream().filter(name -> !done.contains(name)).toList();
      if (left.isEmpty()) {
        return outcome;
      }
    }
  }

  private StressOutcome runJvm(
      List<String> options, List<String> tests, String mode, Duration limit)
      throws InterruptedException {
    ChildJvm started;
    try {
      started =
          ChildJvm.start(
              request.java(),
              options,
              classPath(),
              request.workDir(),
              tests,
              request.budget(),
              mode);
    } catch (IOException e) {
      return new StressOutcome.NotRun("the JVM does not start: " + e.getMessage());
    }
    try (ChildJvm child = started) {
      while (true) {
        Optional<ChildJvm.Heard> next = child.next(limit);
        if (next.isEmpty()) {
          return hungUp(child, limit);
        }
        switch (next.get()) {
          case ChildJvm.Heard.Silence _ -> {
            return crashed(child);
          }
          case ChildJvm.Heard.Said(Message message) -> {
            Optional<StressOutcome> outcome = judge(message, child);
            if (outcome.isPresent()) {
              return outcome.get();
            }
          }
        }
      }
    }
  }

  /** Says what a message means; empty if there is more to come. */
  private Optional<StressOutcome> judge(Message message, ChildJvm child)
      throws InterruptedException {
    return switch (message) {
      case Message.Started started -> {
        test = started.test();
        description = started.description();
        yield Optional.empty();
      }
      case Message.Measured(TestTable table) -> judge(table, ThreadDump.NONE);
      case Message.Stale(TestTable table, ThreadDump dump) ->
          Optional.of(judge(table, dump).orElseGet(() -> new StressOutcome.Held(held)));
      case Message.Broke broke ->
          Optional.of(
              switch (broke.reason()) {
                case MISMATCH -> new StressOutcome.Mismatch(broke.test(), broke.thrown());
                case THREW ->
                    new StressOutcome.Threw(
                        broke.test(),
                        description,
                        broke.thrown(),
                        learnerFrames(broke.thrown()),
                        broke.output());
              });
      case Message.Stuck stuck ->
          Optional.of(
              new StressOutcome.Hung(
                  stuck.test(),
                  description,
                  stuck.message(),
                  stuck.dump(),
                  learnerFrames(stuck.dump()),
                  stuck.output()));
      case Message.Exiting exiting -> {
        String code = child.exitCode().map(c -> "(" + c + ")").orElse("");
        yield Optional.of(
            new StressOutcome.Crashed(
                exiting.test(),
                "System.exit" + code + " was called",
                exiting.frames().stream().filter(this::isLearners).toList(),
                exiting.output()));
      }
      case Message.Died died ->
          Optional.of(
              new StressOutcome.Crashed(died.test(), died.message(), List.of(), died.output()));
      case Message.Unable(String reason, Thrown thrown) ->
          Optional.of(new StressOutcome.NotRun(thrown == null ? reason : reason + ": " + thrown));
      case Message.Finished _ ->
          Optional.of(
              held.isEmpty()
                  ? new StressOutcome.NotRun("no stress test was run")
                  : new StressOutcome.Held(List.copyOf(held)));
    };
  }

  private Optional<StressOutcome> judge(TestTable table, ThreadDump dump) {
    if (table.outcomes().isEmpty()) {
      return Optional.of(new StressOutcome.NotRun(table.test() + " ended without a single result"));
    }
    for (OutcomeRow row : table.outcomes()) {
      switch (row.expect()) {
        case FORBIDDEN -> {
          return Optional.of(new StressOutcome.Forbidden(table, row, dump, learnerFrames(dump)));
        }
        case UNKNOWN -> {
          return Optional.of(
              new StressOutcome.NotRun(
                  table.test() + " does not say what it expects of the result " + row.id()));
        }
        case ACCEPTABLE, ACCEPTABLE_INTERESTING -> {
          // Nothing to say against it.
        }
      }
    }
    held.add(table);
    return Optional.empty();
  }

  private StressOutcome hungUp(ChildJvm child, Duration limit) throws InterruptedException {
    child.askForDump();
    Optional<ChildJvm.Heard> last = child.next(LAST_WORDS);
    if (last.isPresent() && last.get() instanceof ChildJvm.Heard.Said(Message.Stuck stuck)) {
      return judge(stuck, child).orElseThrow();
    }
    return new StressOutcome.Hung(
        test,
        description,
        "the JVM said nothing for " + limit.toSeconds() + " seconds",
        ThreadDump.NONE,
        List.of(),
        child.output());
  }

  private StressOutcome crashed(ChildJvm child) throws InterruptedException {
    String how =
        child
            .exitCode()
            .map(code -> "the JVM ended suddenly, with exit code " + code)
            .orElse("the JVM closed its output and went on");
    String output = child.output();
    return test.isEmpty()
        ? new StressOutcome.NotRun(how + ", before any test: " + output.strip())
        : new StressOutcome.Crashed(test, how, List.of(), output);
  }

  // --- Whose code -------------------------------------------------------------------------------

  private List<Frame> learnerFrames(Thrown thrown) {
    List<Frame> frames = new ArrayList<>();
    // The innermost cause is where it began.
    for (@Nullable Thrown at = thrown; at != null; at = at.cause()) {
      frames.addAll(0, at.frames().stream().filter(this::isLearners).toList());
    }
    return frames;
  }

  private List<Frame> learnerFrames(ThreadDump dump) {
    Stream<List<Frame>> stacks =
        dump.cycle().isEmpty()
            ? dump.threads().stream().map(ThreadDump.ThreadState::frames)
            : dump.cycle().stream().map(ThreadDump.LockWait::frames);
    return stacks.flatMap(stack -> stack.stream().filter(this::isLearners)).toList();
  }

  private boolean isLearners(Frame frame) {
    String file = frame.className().replace('.', '/') + ".class";
    return request.subject().stream().anyMatch(folder -> Files.exists(folder.resolve(file)));
  }

  // --- Class path -------------------------------------------------------------------------------

  private List<Path> classPath() {
    // What the grader needs comes first, so that nothing of the learner's can take its place.
    Set<Path> path = new LinkedHashSet<>();
    for (Class<?> needed : List.of(StressGate.class, Main.class, Gson.class)) {
      origin(needed).ifPresent(path::add);
    }
    for (String optional : List.of("com.sun.jna.Native", "joptsimple.OptionParser")) {
      try {
        origin(Class.forName(optional, false, StressGate.class.getClassLoader()))
            .ifPresent(path::add);
      } catch (ClassNotFoundException e) {
        // Without JNA, actors are not bound to cores.
      }
    }
    path.addAll(request.classPath());
    path.addAll(request.subject());
    return List.copyOf(path);
  }

  private static Optional<Path> origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return source == null ? Optional.empty() : Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path holds " + source.getLocation(), e);
    }
  }
}
