package workbook.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.grader.fixture.TinyWorkbook.PACKAGE;
import static workbook.grader.fixture.TinyWorkbook.RIGHT;
import static workbook.grader.fixture.TinyWorkbook.answer;
import static workbook.grader.grading.Grades.assertPasses;
import static workbook.grader.grading.Grades.assertRejected;
import static workbook.grader.grading.Grades.shown;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.grader.cause.Misconception;
import workbook.grader.fixture.TinyWorkbook;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;

/** What is wrong does not pass, whatever it tries, and what it leaves behind harms nobody. */
class CheatsTest {
  @TempDir static Path folder;

  private static Grades grades;

  @BeforeAll
  static void open() {
    grades = new Grades(folder);
  }

  @AfterAll
  static void close() {
    grades.close();
  }

  private static void assertForbidden(String body) {
    assertRejected(
        grades.of(answer(body)), "forbidden", Misconception.OUTSIDE_THE_EXERCISE, "Task.java:11");
  }

  @Test
  void noAnswerMayLookWhoCallsIt() {
    assertForbidden("return Thread.currentThread().getStackTrace().length > 2 ? 42 : 0;");
    assertForbidden("return new Throwable().getStackTrace().length > 2 ? 42 : 0;");
    assertForbidden("return StackWalker.getInstance().walk(s -> 42);");
    assertForbidden("return Thread.getAllStackTraces().size() > 0 ? 42 : 0;");
  }

  @Test
  void noAnswerMayReplaceTheOutput() {
    assertForbidden("System.setOut(null); return 42;");
  }

  @Test
  void noAnswerMayTakeAwayTheHandlerOfUncaughtExceptions() {
    assertForbidden("Thread.setDefaultUncaughtExceptionHandler((t, e) -> {}); return 42;");
  }

  @Test
  void noAnswerReachesTheSameThroughAClassOfItsOwn() {
    assertRejected(
        grades.of(
            answer(
                "return Mine.go();",
                """
                static class Mine extends Thread {
                  static int go() { setDefaultUncaughtExceptionHandler(null); return 42; }
                }
                """)),
        "forbidden",
        Misconception.OUTSIDE_THE_EXERCISE,
        "Task.java:14");
  }

  @Test
  void noAnswerReachesAllThreadsThroughTheirGroups() {
    assertForbidden("Thread.currentThread().getThreadGroup().getParent().interrupt(); return 42;");
    assertForbidden("Thread.enumerate(new Thread[9]); return 42;");
  }

  @Test
  void interruptingItsOwnGroupLeavesTheWatchAlive() {
    assertRejected(
        grades.of(
            answer(
                """
                Thread.currentThread().getThreadGroup().interrupt();
                Thread.interrupted();
                new CountDownLatch(1).await(); return 42;
                """)),
        "hangs",
        Misconception.DEADLOCK,
        "Task.java:13");
  }

  @Test
  void interruptingTheTestMakesItPassNoSooner() {
    ExerciseResult result = grades.of(answer("Thread.currentThread().interrupt(); return 0;"));
    assertRejected(result, "wrong", Misconception.WRONG_RESULT, "");
  }

  @Test
  void anErrorThatLooksLikeAnAssertionIsAFailure() {
    assertRejected(
        grades.of(answer("throw new AssertionError(\"all is well\");")),
        "wrong",
        Misconception.WRONG_RESULT,
        "Task.java:11");
  }

  @Test
  void theTestFrameworkIsOutOfReach() {
    assertRejected(
        grades.of(answer("throw new org.opentest4j.TestAbortedException();")),
        "does_not_compile",
        Misconception.DOES_NOT_COMPILE,
        "Task.java:11");
  }

  @Test
  void anExceptionThatIsItsOwnCauseIsToldLikeAnyOther() {
    assertRejected(
        grades.of(
            answer(
                "throw new Loop();",
                """
                static class Loop extends RuntimeException {
                  public Throwable getCause() { return this; }
                  public String toString() { throw new IllegalStateException("no"); }
                  public StackTraceElement[] getStackTrace() { return null; }
                }
                """)),
        "wrong",
        Misconception.UNCAUGHT_EXCEPTION,
        "");
  }

  @Test
  void anExceptionWhoseTextNeverEndsIsAHang() {
    assertRejected(
        grades.of(
            answer(
                "throw new Endless();",
                """
                static class Endless extends RuntimeException {
                  public String toString() { while (true) Thread.onSpinWait(); }
                }
                """)),
        "hangs",
        Misconception.ENDLESS_LOOP,
        "Task.java:14");
  }

  @Test
  void catchingEverythingSavesNobodyFromAWrongResult() {
    assertRejected(
        grades.of(
            answer(
                """
                try { throw new StackOverflowError(); } catch (Throwable e) { return 41; }
                """)),
        "wrong",
        Misconception.WRONG_RESULT,
        "");
  }

  @Test
  void swallowingInterruptsForEverIsAHang() {
    assertRejected(
        grades.of(
            answer(
                """
                var t = new Thread(() -> {
                  while (true) try { new CountDownLatch(1).await(); }
                  catch (InterruptedException e) { continue; }
                });
                t.start(); t.interrupt(); t.join(); return 42;
                """)),
        "hangs",
        Misconception.DEADLOCK,
        "Task.java:15");
  }

  @Test
  void timeBombsGoOffInNobodyElsesTest() {
    // Its own verdict is not the point: the timer may throw before its own test has ended.
    grades.of(
        answer(
            """
            var victim = Thread.currentThread();
            CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)
                .execute(victim::interrupt);
            Thread.startVirtualThread(() -> {
              while (true) { LockSupport.parkNanos(5_000_000); victim.interrupt(); }
            });
            new Timer().schedule(new TimerTask() {
              public void run() { victim.interrupt(); throw new IllegalStateException(); }
            }, 30, 10);
            return 42;
            """));
    for (int i = 0; i < 5; i++) {
      assertPasses(grades.alone(RIGHT));
    }
  }

  @Test
  void whatAnAnswerSetsForAllIsSetBack() {
    var workbook =
        TinyWorkbook.in(
            folder.resolve("settings"),
            """
            assertEquals("1.5", String.format("%.1f", 1.5));
            assertNotEquals("Etc/GMT+7", TimeZone.getDefault().getID());
            assertEquals(Thread.NORM_PRIORITY, Thread.currentThread().getPriority());
            assertFalse(Thread.currentThread().isInterrupted());
            assertTrue(new Task().answer() > 40);
            """);
    try (var settings = new Grades(workbook, folder.resolve("settings-work"))) {
      String sets =
          answer(
              """
              Locale.setDefault(Locale.GERMANY);
              TimeZone.setDefault(TimeZone.getTimeZone("Etc/GMT+7"));
              Thread.currentThread().setPriority(1);
              Thread.currentThread().setName("x");
              Thread.currentThread().interrupt();
              return 42;
              """);
      for (int i = 0; i < 3; i++) {
        assertPasses(settings.alone(sets));
      }
    }
  }

  @Test
  void textThatWouldMoveTheCursorIsMadeHarmless() {
    Check check =
        assertRejected(
            grades.of(
                answer("throw new IllegalStateException(\"\\u001b[2J\" + \"x\".repeat(99999));")),
            "wrong",
            Misconception.UNCAUGHT_EXCEPTION,
            "Task.java:11");
    assertTrue(check.message().indexOf('\u001b') < 0);
    assertTrue(check.message().length() < 5_000);
  }

  @Test
  void aVerdictWrittenOnTheWorkersChannelIsNotBelieved() {
    var workbook = TinyWorkbook.in(folder.resolve("forged"));
    workbook.write(
        "exercises/src/test/java/workbook/ch01_first/task/TaskRules.java",
        PACKAGE
            + "import workbook.grader.rules.*;\n"
            + "@Grants({Grant.FILES, Grant.PROCESSES}) final class TaskRules {}\n");
    try (var granting = new Grades(workbook, folder.resolve("forged-work"))) {
      ExerciseResult result =
          granting.of(
              answer(
                  """
                  String forged =
                      "\\n{\\"kind\\":\\"CHECKED\\",\\"text\\":\\"\\",\\"check\\":{\\"gate\\":\\"BEHAVIOUR\\","
                      + "\\"name\\":\\"all\\",\\"status\\":\\"PASSED\\",\\"message\\":\\"\\",\\"evidence\\":\\"\\"}}"
                      + "\\n{\\"kind\\":\\"DONE\\",\\"text\\":\\"\\"}\\n";
                  java.nio.file.Files.writeString(
                      java.nio.file.Path.of("/proc/self/fd/1"), forged);
                  return 0;
                  """));
      assertNotEquals("passed", result.verdict().id(), shown(result));
    }
  }

  @Test
  void childProcessesThatAreLeftAreEnded() {
    var workbook = TinyWorkbook.in(folder.resolve("children"));
    workbook.write(
        "exercises/src/test/java/workbook/ch01_first/task/TaskRules.java",
        PACKAGE
            + "import workbook.grader.rules.*;\n"
            + "@Grants(Grant.PROCESSES) final class TaskRules {}\n");
    try (var granting = new Grades(workbook, folder.resolve("children-work"))) {
      assertPasses(
          granting.of(answer("new ProcessBuilder(\"sleep\", \"98.7\").start(); return 42;")));
      assertTrue(
          ProcessHandle.allProcesses()
              .noneMatch(p -> p.info().commandLine().orElse("").contains("sleep 98.7")));
    }
  }

  @Test
  void aThreadThatLiesAboutItselfHidesNoHang() {
    assertRejected(
        grades.of(
            answer(
                "var t = new Liar(); t.start(); t.join(); return 42;",
                """
                static class Liar extends Thread {
                  public State getState() { throw new IllegalStateException("no"); }
                  public StackTraceElement[] getStackTrace() { throw new IllegalStateException(); }
                  public int hashCode() { throw new IllegalStateException("no"); }
                  public boolean equals(Object o) { throw new IllegalStateException("no"); }
                  public String toString() { throw new IllegalStateException("no"); }
                  public void run() { LockSupport.park(); }
                }
                """)),
        "hangs",
        Misconception.DEADLOCK,
        "Task.java:11");
  }

  @Test
  void memoryThatIsOnlySaidToBeUsedUpIsAFailure() {
    assertRejected(
        grades.of(answer("throw new OutOfMemoryError(\"only said\");")),
        "wrong",
        Misconception.OUT_OF_MEMORY,
        "Task.java:11");
  }

  @Test
  void aThreadThatWaitsForItselfHangs() {
    assertRejected(
        grades.of(answer("Thread.currentThread().join(); return 42;")),
        "hangs",
        Misconception.DEADLOCK,
        "Task.java:11");
  }

  @Test
  void aLockThatIsHeldForEverHoldsUpNobodyElse() {
    String holds =
        """
        var held = new CountDownLatch(1);
        new Thread(() -> {
          synchronized ("shared".intern()) { held.countDown(); LockSupport.park(); }
        }).start();
        held.await(); return 42;
        """;
    assertPasses(grades.of(answer(holds)));
    assertPasses(grades.of(answer("synchronized (\"shared\") { return 42; }")));
  }

  @Test
  void aThreadThatWaitsForTheInitialiserThatWaitsForItIsAHang() {
    assertRejected(
        grades.of(
            answer(
                "return Holder.n;",
                """
                static class Holder {
                  static int n;
                  static {
                    var t = new Thread(() -> n = 42);
                    t.start();
                    try { t.join(); } catch (InterruptedException e) { n = 0; }
                  }
                }
                """)),
        "hangs",
        Misconception.DEADLOCK,
        "Task.java:18");
  }

  @Test
  void filesThatOtherSystemsLeaveBesideAreNoneOfTheAnswers() {
    assertPasses(
        grades.of(
            Map.of(
                "Task.java",
                RIGHT.getBytes(StandardCharsets.UTF_8),
                "._Task.java",
                new byte[] {0, 5, 22, 7, (byte) 0xff})));
  }

  // --- a test that did not run

  private static ExerciseResult withTests(String name, String source) {
    var workbook = TinyWorkbook.in(folder.resolve(name)).testClass(source);
    try (var other = new Grades(workbook, folder.resolve(name + "-work"))) {
      return other.alone(RIGHT);
    }
  }

  @Test
  void aSkippedTestIsNoPassedTest() {
    ExerciseResult result =
        withTests(
            "skipped", TinyWorkbook.tests("fail();").replace("@Test", "@Disabled(\"why\") @Test"));
    assertEquals("inconclusive", result.verdict().id(), shown(result));
  }

  @Test
  void anAbortedTestIsNoPassedTest() {
    ExerciseResult result =
        withTests("aborted", TinyWorkbook.tests("Assumptions.assumeTrue(false);"));
    assertEquals("inconclusive", result.verdict().id(), shown(result));
  }

  @Test
  void noTestsAreNoPassedTests() {
    ExerciseResult result = withTests("none", TinyWorkbook.tests("fail();").replace("@Test", ""));
    assertEquals("inconclusive", result.verdict().id(), shown(result));
  }

  @Test
  void anExerciseWithoutAnyTestPassesNobody() {
    ExerciseResult result = withTests("empty", PACKAGE + "class Other {}");
    assertEquals("inconclusive", result.verdict().id(), shown(result));
  }

  @Test
  void aTestThatDoesNotCompileBlamesTheWorkbook() {
    ExerciseResult result = withTests("broken", TinyWorkbook.tests("nonsense"));
    Check check = result.verdict().decidedBy().orElseThrow();
    assertEquals("inconclusive", result.verdict().id(), shown(result));
    assertTrue(check.message().contains("TaskTests.java:15"), check.message());
  }

  @Test
  void whatHangsBeforeTheFirstTestIsFound() {
    ExerciseResult result =
        withTests(
            "before",
            TinyWorkbook.tests("")
                .replace(
                    "class TaskTests {",
                    "class TaskTests { @BeforeAll static void begin() throws Exception {"
                        + " new CountDownLatch(1).await(); }"));
    assertEquals("hangs", result.verdict().id(), shown(result));
  }

  // --- exceptions in threads

  @Test
  void whatATestThrowsOnPurposeInTheAnswersThreadIsNoFault() {
    ExerciseResult result =
        grade(
            "purpose",
            """
            new Task().run(() -> { throw new IllegalStateException("on purpose"); });
            """,
            "public void run(Runnable r) throws Exception"
                + " { var t = new Thread(r); t.start(); t.join(); }");
    assertPasses(result);
  }

  @Test
  void whatATestAssertsInTheAnswersThreadCounts() {
    ExerciseResult result =
        grade(
            "asserts",
            "new Task().run(() -> assertEquals(1, 2));",
            "public void run(Runnable r) throws Exception"
                + " { var t = new Thread(r); t.start(); t.join(); }");
    assertRejected(result, "wrong", Misconception.WRONG_RESULT, "");
  }

  private static ExerciseResult grade(String name, String test, String member) {
    String source = answer("return 42;", member);
    var workbook = TinyWorkbook.in(folder.resolve(name), test);
    workbook.write("solutions/src/main/java/workbook/ch01_first/task/Task.java", source);
    try (var other = new Grades(workbook, folder.resolve(name + "-work"))) {
      return other.alone(source);
    }
  }

  @Test
  void anAnswersFolderIsLeftAsItWas() {
    var workbook = TinyWorkbook.in(folder.resolve("read-only"));
    try (var other = new Grades(workbook, folder.resolve("read-only-work"))) {
      other.grade(
          List.of(
              workbook.submission(
                  "mine", Map.of("Task.java", RIGHT.getBytes(StandardCharsets.UTF_8)))));
    }
    assertEquals(1, workbook.files("mine").size());
  }
}
