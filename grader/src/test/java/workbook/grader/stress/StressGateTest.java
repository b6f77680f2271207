package workbook.grader.stress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import workbook.grader.stress.StressCompiler.StressCompilationException;

/** Puts answers of every kind, good and bad, to one exercise's stress tests. */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StressGateTest {

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** A budget that ends good answers' tests early, to keep these tests short. */
  private static final StressBudget SHORT = new StressBudget(100, 3_000, 20_000, 2_000);

  private static final String HEAD =
      """
      package sample;
      import org.openjdk.jcstress.annotations.*;
      import org.openjdk.jcstress.infra.results.*;
      """;

  private static final String TAKE_STRESS =
      HEAD
          + """
          @JCStressTest
          @Description("Two buyers and one ticket.")
          @Outcome(id = {"true, false", "false, true"}, expect = Expect.ACCEPTABLE, desc = "one got it")
          @Outcome(id = "true, true", expect = Expect.FORBIDDEN, desc = "sold twice")
          @State
          public class TakeStress {
            private final Tickets tickets = new Tickets(1);
            @Actor public void one(ZZ_Result r) { r.r1 = tickets.take(); }
            @Actor public void two(ZZ_Result r) { r.r2 = tickets.take(); }
          }
          """;

  private static final String RIGHT =
      """
      package sample;
      public class Tickets {
        private int left;
        public Tickets(int left) { this.left = left; }
        public synchronized boolean take() {
          if (left == 0) return false;
          left--;
          return true;
        }
      }
      """;

  private Path folder;
  private Path tests;
  private int answers;

  @BeforeAll
  void compileTests(@TempDir Path temporary) throws Exception {
    folder = temporary;
    tests = folder.resolve("tests");
    Path right = compileAnswer(RIGHT);
    assertEquals(
        List.of("sample.TakeStress"),
        StressCompiler.compile(List.of(write("TakeStress", TAKE_STRESS)), List.of(right), tests));
  }

  @Test
  void rightAnswerHolds() throws Exception {
    StressOutcome outcome = put(RIGHT);

    TestTable table =
        assertInstanceOf(StressOutcome.Held.class, outcome, outcome::toString).tests().getFirst();
    assertAll(
        () -> assertEquals("sample.TakeStress", table.test()),
        () -> assertEquals("Two buyers and one ticket.", table.description()),
        () -> assertTrue(table.samples() > 1_000, table::render),
        () -> assertTrue(table.render().contains("one got it"), table::render));
  }

  @Test
  void raceIsSeenAndItsOutcomeTold() throws Exception {
    StressOutcome outcome = put(RIGHT.replace("synchronized ", ""));

    var forbidden = assertInstanceOf(StressOutcome.Forbidden.class, outcome, outcome::toString);
    assertAll(
        () -> assertEquals("true, true", forbidden.seen().id()),
        () -> assertEquals("sold twice", forbidden.seen().description()),
        () -> assertTrue(forbidden.seen().count() > 0),
        () -> assertTrue(forbidden.dump().threads().isEmpty()));
  }

  @Test
  void resultThatTheTestDoesNotListIsForbidden() throws Exception {
    StressOutcome outcome = put(RIGHT.replace("return true;", "return false;"));

    var forbidden = assertInstanceOf(StressOutcome.Forbidden.class, outcome, outcome::toString);
    assertEquals("false, false", forbidden.seen().id());
  }

  @Test
  void deadlockIsToldWithItsCycle() throws Exception {
    StressOutcome outcome =
        put(
            """
            package sample;
            public class Tickets {
              private final Object a = new Object();
              private final Object b = new Object();
              private final java.util.concurrent.atomic.AtomicInteger calls =
                  new java.util.concurrent.atomic.AtomicInteger();
              private int left;
              public Tickets(int left) { this.left = left; }
              public boolean take() {
                return calls.getAndIncrement() == 0 ? take(a, b) : take(b, a);
              }
              private boolean take(Object first, Object second) {
                synchronized (first) {
                  synchronized (second) {
                    return left-- > 0;
                  }
                }
              }
            }
            """);

    var hung = assertInstanceOf(StressOutcome.Hung.class, outcome, outcome::toString);
    assertAll(
        () -> assertEquals(2, hung.dump().cycle().size(), hung::toString),
        () ->
            assertEquals(hung.dump().cycle().get(0).thread(), hung.dump().cycle().get(1).heldBy()),
        () -> assertEquals("take", hung.learnerFrames().getFirst().method()),
        () -> assertEquals("Tickets.java", hung.learnerFrames().getFirst().file()),
        () -> assertTrue(hung.learnerFrames().getFirst().line() > 10));
  }

  @Test
  void waitWithoutNotifyHangs() throws Exception {
    StressOutcome outcome =
        put(
            RIGHT.replace(
                "if (left == 0) return false;",
                "while (left == 0) { try { wait(); } catch (InterruptedException e) { } }"));

    var hung = assertInstanceOf(StressOutcome.Hung.class, outcome, outcome::toString);
    assertAll(
        () -> assertTrue(hung.dump().cycle().isEmpty()),
        () -> assertEquals("sample.TakeStress", hung.test()),
        () -> assertEquals("take", hung.learnerFrames().getFirst().method()));
  }

  @Test
  void endlessLoopHangs() throws Exception {
    StressOutcome outcome =
        put(RIGHT.replace("if (left == 0) return false;", "while (left == 0) { }"));

    var hung = assertInstanceOf(StressOutcome.Hung.class, outcome, outcome::toString);
    assertTrue(
        hung.learnerFrames().stream().anyMatch(frame -> frame.method().equals("take")),
        hung::toString);
  }

  @Test
  void exitIsToldWithTheLineThatAskedForIt() throws Exception {
    StressOutcome outcome = put(RIGHT.replace("left--;", "left--; System.exit(0);"));

    var crashed = assertInstanceOf(StressOutcome.Crashed.class, outcome, outcome::toString);
    assertAll(
        () -> assertTrue(crashed.message().contains("System.exit(0)"), crashed::message),
        () -> assertEquals("take", crashed.learnerFrames().getFirst().method()));
  }

  @Test
  void haltIsACrash() throws Exception {
    StressOutcome outcome = put(RIGHT.replace("left--;", "left--; Runtime.getRuntime().halt(0);"));

    var crashed = assertInstanceOf(StressOutcome.Crashed.class, outcome, outcome::toString);
    assertEquals("sample.TakeStress", crashed.test());
  }

  @Test
  void exceptionInAnActorIsToldWithItsLine() throws Exception {
    StressOutcome outcome =
        put(RIGHT.replace("return false;", "throw new IllegalStateException(\"sold out\");"));

    var threw = assertInstanceOf(StressOutcome.Threw.class, outcome, outcome::toString);
    assertAll(
        () -> assertEquals("java.lang.IllegalStateException", threw.thrown().type()),
        () -> assertEquals("sold out", threw.thrown().message()),
        () -> assertEquals("Tickets.java", threw.learnerFrames().getFirst().file()),
        () -> assertEquals(6, threw.learnerFrames().getFirst().line()));
  }

  @Test
  void exceptionThatOnlyARaceBringsAboutIsTold() throws Exception {
    StressOutcome outcome =
        put(
            RIGHT
                .replace("synchronized ", "")
                .replace(
                    "return true;", "if (left < 0) throw new IllegalStateException(); return true;")
                .replace("left--;", "int was = left; left = left - 1; left = left - was + was;"));

    // Which of the two effects of this race comes first is a matter of chance.
    assertTrue(
        outcome instanceof StressOutcome.Threw || outcome instanceof StressOutcome.Forbidden,
        outcome::toString);
  }

  @Test
  void exceptionInAThreadThatTheAnswerStartedIsTold() throws Exception {
    StressOutcome outcome =
        put(
            RIGHT.replace(
                "public Tickets(int left) {",
                """
                public Tickets(int left) {
                  Thread t = new Thread(() -> { throw new IllegalStateException("aside"); });
                  t.start();
                  try { t.join(); } catch (InterruptedException e) { }
                """));

    var threw = assertInstanceOf(StressOutcome.Threw.class, outcome, outcome::toString);
    assertEquals("aside", threw.thrown().message());
  }

  @Test
  void failingStaticInitialiserIsTheAnswersExceptionAndNoMismatch() throws Exception {
    StressOutcome outcome =
        put(
            RIGHT.replace(
                "private int left;",
                "static int zero = 0; static int x = 1 / zero; private int left;"));

    var threw = assertInstanceOf(StressOutcome.Threw.class, outcome, outcome::toString);
    assertEquals("java.lang.ArithmeticException", threw.thrown().root().type());
  }

  @Test
  void changedSignatureIsAMismatch() throws Exception {
    StressOutcome outcome = put(RIGHT.replace("boolean take()", "Boolean take()"));

    var mismatch = assertInstanceOf(StressOutcome.Mismatch.class, outcome, outcome::toString);
    assertTrue(mismatch.thrown().message().contains("take"), mismatch::toString);
  }

  @Test
  void missingClassIsAMismatch() throws Exception {
    StressOutcome outcome = put(RIGHT.replace("Tickets", "Billets"));

    var mismatch = assertInstanceOf(StressOutcome.Mismatch.class, outcome, outcome::toString);
    assertTrue(mismatch.thrown().message().contains("Tickets"), mismatch::toString);
  }

  @Test
  void hiddenConstructorIsAMismatch() throws Exception {
    StressOutcome outcome = put(RIGHT.replace("public Tickets(", "private Tickets("));

    assertInstanceOf(StressOutcome.Mismatch.class, outcome, outcome::toString);
  }

  @Test
  void hugeOutputIsCutAndHarmsNothing() throws Exception {
    StressOutcome outcome =
        put(
            RIGHT.replace(
                "if (left == 0) return false;",
                """
                for (int i = 0; i < 1000; i++) System.out.println("a line among very many");
                System.err.print("no end of line");
                if (left == 0) return false;
                """));

    TestTable table =
        assertInstanceOf(StressOutcome.Held.class, outcome, outcome::toString).tests().getFirst();
    assertAll(
        () -> assertTrue(table.output().contains("a line among"), table::output),
        () -> assertTrue(table.output().contains("bytes left out"), table::output),
        () -> assertTrue(table.output().length() < 10_000));
  }

  @Test
  void memoryEatenUpIsToldAsThat() throws Exception {
    StressOutcome outcome =
        put(
            RIGHT
                .replace(
                    "private int left;",
                    "private static final java.util.List<long[]> KEPT = new java.util.ArrayList<>();"
                        + " private int left;")
                .replace(
                    "left--;", "left--; synchronized (KEPT) { KEPT.add(new long[100_000]); }"));

    var threw = assertInstanceOf(StressOutcome.Threw.class, outcome, outcome::toString);
    assertEquals("java.lang.OutOfMemoryError", threw.thrown().type());
  }

  @Test
  void answerCannotForgeAVerdict() throws Exception {
    StressOutcome outcome =
        put(
            RIGHT.replace(
                "left--;",
                """
                left--;
                try {
                  new java.io.FileOutputStream(java.io.FileDescriptor.out)
                      .write("\\n0 Finished {}\\nFinished {}\\n".getBytes());
                } catch (java.io.IOException e) { }
                Runtime.getRuntime().halt(0);
                """));

    var crashed = assertInstanceOf(StressOutcome.Crashed.class, outcome, outcome::toString);
    assertTrue(crashed.output().contains("Finished {}"), crashed::output);
  }

  @Test
  void unknownTestIsNotRun() throws Exception {
    StressOutcome outcome =
        StressGate.run(request(tests, compileAnswer(RIGHT), List.of("sample.NoSuchStress")));

    assertTrue(
        assertInstanceOf(StressOutcome.NotRun.class, outcome).reason().contains("NoSuchStress"),
        outcome::toString);
  }

  @Test
  void missingListIsNotRun() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("empty"));

    assertInstanceOf(
        StressOutcome.NotRun.class,
        StressGate.run(request(empty, compileAnswer(RIGHT), List.of())));
  }

  @Test
  void emptyListIsNotRun() throws Exception {
    Path empty = folder.resolve("emptyList");
    Files.createDirectories(empty.resolve("META-INF"));
    Files.writeString(empty.resolve("META-INF/TestList"), "");

    assertInstanceOf(
        StressOutcome.NotRun.class,
        StressGate.run(request(empty, compileAnswer(RIGHT), List.of())));
  }

  @Test
  void missingRunnerIsNotRun() throws Exception {
    Path bare = folder.resolve("bare");
    Files.createDirectories(bare.resolve("META-INF"));
    Files.copy(tests.resolve("META-INF/TestList"), bare.resolve("META-INF/TestList"));

    StressOutcome outcome = StressGate.run(request(bare, compileAnswer(RIGHT), List.of()));

    assertTrue(
        assertInstanceOf(StressOutcome.NotRun.class, outcome).reason().contains("runner"),
        outcome::toString);
  }

  @Test
  void missingJavaIsNotRun() throws Exception {
    StressRequest good = request(tests, compileAnswer(RIGHT), List.of());
    StressRequest bad =
        new StressRequest(
            folder.resolve("no-such-java"),
            good.classPath(),
            good.subject(),
            good.tests(),
            good.budget(),
            good.workDir());

    assertInstanceOf(StressOutcome.NotRun.class, StressGate.run(bad));
  }

  @Test
  void actorThatNeverSeesItsSignalIsStaleAndOneThatDoesIsNot() throws Exception {
    Path classes = folder.resolve("termination");
    String test =
        HEAD
            + """
            @JCStressTest(Mode.Termination)
            @Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "ended")
            @Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "never ended")
            @State
            public class StopStress {
              private final Switch on = new Switch();
              @Actor public void loop() { on.spinWhileOn(); }
              @Signal public void stop() { on.off(); }
            }
            """;
    String plain =
        """
        package sample;
        public class Switch {
          private boolean on = true;
          public void spinWhileOn() { while (on) { } }
          public void off() { on = false; }
        }
        """;
    Path right =
        compileAnswer("Switch", plain.replace("private boolean", "private volatile boolean"));
    Path wrong = compileAnswer("Switch", plain);
    Path throwing =
        compileAnswer(
            "Switch", plain.replace("while (on) { }", "throw new AssertionError(\"no\");"));
    StressCompiler.compile(List.of(write("StopStress", test)), List.of(right), classes);

    StressOutcome held = StressGate.run(request(classes, right, List.of()));
    StressOutcome stale = StressGate.run(request(classes, wrong, List.of()));
    StressOutcome error = StressGate.run(request(classes, throwing, List.of()));

    assertInstanceOf(StressOutcome.Held.class, held, held::toString);
    var forbidden = assertInstanceOf(StressOutcome.Forbidden.class, stale, stale::toString);
    assertEquals("STALE", forbidden.seen().id());
    assertEquals("spinWhileOn", forbidden.learnerFrames().getFirst().method());
    // jcstress itself counts this one as STALE.
    var threw = assertInstanceOf(StressOutcome.Threw.class, error, error::toString);
    assertEquals("no", threw.thrown().message());
  }

  @Test
  void gradesAsJcstressItselfDoes() throws Exception {
    // A wrong answer fails in jcstress's own main class, and the right one holds; both take a
    // while.
    Path right = compileAnswer(RIGHT);
    var depth = new StressRequest.Depth("sanity", Duration.ofSeconds(200));

    StressOutcome held = StressGate.runWhole(request(tests, right, List.of()), depth);
    StressOutcome mismatch =
        StressGate.runWhole(
            request(
                tests, compileAnswer(RIGHT.replace("boolean take()", "Boolean take()")), List.of()),
            depth);
    StressOutcome forbidden =
        StressGate.runWhole(
            request(
                tests, compileAnswer(RIGHT.replace("return true;", "return false;")), List.of()),
            depth);

    assertInstanceOf(StressOutcome.Held.class, held, held::toString);
    // jcstress skips such a test and ends with exit code 0.
    assertInstanceOf(StressOutcome.Mismatch.class, mismatch, mismatch::toString);
    assertInstanceOf(StressOutcome.Forbidden.class, forbidden, forbidden::toString);
  }

  @Test
  void sourcesWithoutATestAreRefused() {
    Path output = folder.resolve("none");

    var thrown =
        assertThrows(
            StressCompilationException.class,
            () -> StressCompiler.compile(List.of(write("Tickets", RIGHT)), List.of(), output));
    assertTrue(thrown.toString().contains("@JCStressTest"), thrown::toString);
  }

  @Test
  void descriptionOverTwoLinesIsRefused() throws Exception {
    Path output = folder.resolve("twoLines");
    Path right = compileAnswer(RIGHT);
    String source = TAKE_STRESS.replace("and one ticket", "and\\none ticket");

    assertThrows(
        StressCompilationException.class,
        () -> StressCompiler.compile(List.of(write("TakeStress", source)), List.of(right), output));
  }

  @Test
  void testsThatDoNotCompileAreRefusedWithTheLine() {
    var thrown =
        assertThrows(
            StressCompilationException.class,
            () ->
                StressCompiler.compile(
                    List.of(write("TakeStress", TAKE_STRESS)), List.of(), folder.resolve("bad")));
    assertTrue(thrown.toString().contains("TakeStress.java"), thrown::toString);
  }

  @Test
  void canaryWorksAndItsClassesAreUsedAgain() throws Exception {
    Path canary = folder.resolve("canary");

    var first = StressCanary.probe(JAVA, canary);
    long compiled = Files.getLastModifiedTime(canary.resolve("compiled")).toMillis();
    var second = StressCanary.probe(JAVA, canary);

    assertInstanceOf(StressCanary.Finding.Works.class, first, first::toString);
    assertInstanceOf(StressCanary.Finding.Works.class, second, second::toString);
    assertEquals(compiled, Files.getLastModifiedTime(canary.resolve("compiled")).toMillis());
  }

  // --- Helpers ----------------------------------------------------------------------------------

  private StressOutcome put(String answer) throws Exception {
    return StressGate.run(request(tests, compileAnswer(answer), List.of()));
  }

  private StressRequest request(Path classes, Path subject, List<String> names) {
    return new StressRequest(JAVA, List.of(classes), List.of(subject), names, SHORT, folder);
  }

  private Path compileAnswer(String source) throws IOException {
    return compileAnswer(source.contains("class Tickets") ? "Tickets" : "Billets", source);
  }

  private synchronized Path compileAnswer(String name, String source) throws IOException {
    Path output = Files.createDirectories(folder.resolve("answer" + answers++));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-g",
                "-d",
                output.toString(),
                write(name, source).toString());
    assertEquals(0, result, () -> String.format(Locale.ROOT, "%s does not compile", name));
    return output;
  }

  private synchronized Path write(String name, String source) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("source" + answers++));
    return Files.writeString(sources.resolve(name + ".java"), source, UTF_8);
  }
}
