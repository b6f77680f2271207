package workbook.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.grader.fixture.TinyWorkbook.PACKAGE;
import static workbook.grader.fixture.TinyWorkbook.RIGHT;
import static workbook.grader.fixture.TinyWorkbook.STUB;
import static workbook.grader.fixture.TinyWorkbook.answer;
import static workbook.grader.grading.Grades.assertPasses;
import static workbook.grader.grading.Grades.assertRejected;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.grader.cause.Misconception;
import workbook.grader.fixture.TinyWorkbook;
import workbook.grader.report.Progress;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;

/** Each mistake is told for what it is, with its line, and spoils no other answer's verdict. */
class MistakesTest {
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // --- files and the compiler

  @Test
  void theRightAnswerPasses() {
    assertPasses(grades.of(RIGHT));
  }

  @Test
  void theStubIsRejectedAndToldAsNotWritten() {
    Check check =
        assertRejected(grades.of(STUB), "wrong", Misconception.WRONG_RESULT, "Task.java:6");
    assertTrue(check.message().contains("not written yet"), check.message());
  }

  @Test
  void aSyntaxErrorHasItsLine() {
    assertRejected(
        grades.of(answer("return 42")),
        "does_not_compile",
        Misconception.DOES_NOT_COMPILE,
        "Task.java:11");
  }

  @Test
  void anEmptyFileIsToldAsEmpty() {
    Check check =
        assertRejected(grades.of(""), "does_not_compile", Misconception.MISSING_FILE, "Task.java");
    assertTrue(check.message().contains("is empty"), check.message());
  }

  @Test
  void aFileOfCommentsIsToldAsEmpty() {
    assertRejected(
        grades.of("// package workbook.ch01_first.task;\n/* class Task {} */\n"),
        "does_not_compile",
        Misconception.MISSING_FILE,
        "Task.java");
  }

  @Test
  void aDeletedFileIsToldAsMissing() {
    Check check =
        assertRejected(
            grades.of(Map.of()), "does_not_compile", Misconception.MISSING_FILE, "Task.java");
    assertTrue(check.message().contains("git checkout"), check.message());
  }

  @Test
  void anotherPackageNameIsToldWithItsLine() {
    Check check =
        assertRejected(
            grades.of("// the package of all\n\n" + RIGHT.replace("ch01_first.task", "mine")),
            "does_not_compile",
            Misconception.WRONG_PACKAGE,
            "Task.java:3");
    assertTrue(check.message().contains("workbook.mine"), check.message());
  }

  @Test
  void aMissingPackageLineIsToldAsThat() {
    Check check =
        assertRejected(
            grades.of(RIGHT.replace(PACKAGE, "")),
            "does_not_compile",
            Misconception.WRONG_PACKAGE,
            "Task.java:1");
    assertTrue(check.message().contains("no package line"), check.message());
  }

  @Test
  void windowsLineEndsDoNoHarm() {
    assertPasses(grades.of(RIGHT.replace("\n", "\r\n")));
  }

  @Test
  void aByteOrderMarkDoesNoHarm() {
    assertPasses(grades.of("\uFEFF" + RIGHT));
  }

  @Test
  void anotherEncodingIsToldWithItsLine() {
    byte[] chinese = RIGHT.replace("42;", "42; // 答案").getBytes(Charset.forName("GBK"));
    Check check =
        assertRejected(
            grades.of(Map.of("Task.java", chinese)),
            "does_not_compile",
            Misconception.DOES_NOT_COMPILE,
            "Task.java:5");
    assertTrue(check.message().contains("UTF-8"), check.message());
  }

  @Test
  void anUntouchedStubIsUnsolvedHoweverItIsLaidOut() {
    var tiny = TinyWorkbook.in(folder.resolve("printed"));
    String print = fingerprintOf(tiny, STUB);
    tiny.write(
        "exercises/src/main/java/workbook/ch01_first/task/README.md", TinyWorkbook.readme(print));
    try (var printed = new Grades(tiny, folder.resolve("printed-work"))) {
      assertEquals(
          "unsolved", printed.of(STUB.replace("\n", "\r\n") + "// tried\n").verdict().id());
      assertEquals("wrong", printed.of(STUB.replace("TODO 1\"", "TODO  1\"")).verdict().id());
    }
  }

  private static String fingerprintOf(TinyWorkbook tiny, String stub) {
    try (var grader =
        new Grader(folder.resolve("w"), Depth.NORMAL, true, Progress.none(), Grades.IMPATIENT)) {
      return grader.fingerprint(tiny.submission("stub", stub));
    }
  }

  @Test
  void helperClassesAndNestedPackagesAreTheLearnersOwnAffair() {
    assertPasses(
        grades.of(
            Map.of(
                "Task.java",
                utf8(
                    PACKAGE
                        + """
                        import workbook.ch01_first.task.inner.Deep;
                        public class Task {
                          public int answer() { return Helper.half() + Deep.half(); }
                        }
                        class Second {}
                        """),
                "Helper.java",
                utf8(PACKAGE + "class Helper { static int half() { return 21; } }"),
                "inner/Deep.java",
                utf8(
                    "package workbook.ch01_first.task.inner;\n"
                        + "public class Deep { public static int half() { return 21; } }"))));
  }

  @Test
  void aClassInThePlaceOfTheTestsIsRejected() {
    assertRejected(
        grades.of(
            Map.of(
                "Task.java",
                utf8(answer("return 0;")),
                "TaskTests.java",
                utf8(PACKAGE + "class TaskTests {}"))),
        "forbidden",
        Misconception.OUTSIDE_THE_EXERCISE,
        "TaskTests.java");
  }

  @Test
  void aClassThatIsOnlyCalledLikeATestIsTheLearners() {
    Check check =
        assertRejected(
            grades.of(
                Map.of(
                    "Task.java",
                    utf8(
                        PACKAGE
                            + "public class Task { public int answer() {"
                            + " return HouseRules.go(); } }"),
                    "HouseRules.java",
                    utf8(
                        PACKAGE
                            + "class HouseRules {\n"
                            + " static int go() { throw new IllegalStateException(\"no\"); } }"))),
            "wrong",
            Misconception.UNCAUGHT_EXCEPTION,
            "HouseRules.java:3");
    assertTrue(check.message().contains("your code threw"), check.message());
  }

  @Test
  void twoPublicClassesInAFileAreTheCompilersAffair() {
    assertRejected(
        grades.of(RIGHT + "public class Other {}\n"),
        "does_not_compile",
        Misconception.DOES_NOT_COMPILE,
        "Task.java:8");
  }

  @Test
  void whatIsTooDeepForTheCompilerSpoilsNoOther() {
    String deep = "(".repeat(20_000) + "42" + ")".repeat(20_000);
    assertRejected(
        grades.of(answer("return " + deep + ";")),
        "does_not_compile",
        Misconception.DOES_NOT_COMPILE,
        "");
  }

  // --- signatures

  private static void assertChanged(String source, String told) {
    Check check =
        assertRejected(
            grades.of(source), "does_not_compile", Misconception.CHANGED_SIGNATURE, "Task.java");
    assertTrue(check.message().contains(told), check.message());
  }

  @Test
  void aRenamedMethodIsTold() {
    assertChanged(RIGHT.replace("answer", "reply"), "there is no 'int answer()'");
  }

  @Test
  void anotherParameterIsTold() {
    assertChanged(RIGHT.replace("answer()", "answer(int x)"), "yours has 'int answer(int)'");
  }

  @Test
  void anotherReturnTypeIsTold() {
    assertChanged(RIGHT.replace("int answer", "Integer answer"), "yours has 'Integer answer()'");
  }

  @Test
  void aStaticMethodWhereNoneWasIsTold() {
    assertChanged(RIGHT.replace("int answer", "static int answer"), "must not be static");
  }

  @Test
  void aPrivateMethodIsTold() {
    assertChanged(RIGHT.replace("public int", "private int"), "private");
  }

  @Test
  void aPrivateConstructorIsTold() {
    assertChanged(RIGHT.replace("Task {", "Task { private Task() {}"), "new Task()");
  }

  @Test
  void anInterfaceInPlaceOfAClassIsTold() {
    assertChanged(
        PACKAGE + "public interface Task { default int answer() { return 42; } }",
        "must be a class, not a interface");
  }

  @Test
  void anEnumInPlaceOfAClassIsTold() {
    assertChanged(PACKAGE + "public enum Task { ONE; public int answer() { return 42; } }", "enum");
  }

  @Test
  void anAbstractClassIsTold() {
    assertChanged(RIGHT.replace("public class", "public abstract class"), "abstract");
  }

  @Test
  void aRecordOffersTheSame() {
    assertPasses(
        grades.of(PACKAGE + "public record Task() { public int answer() { return 42; } }"));
  }

  @Test
  void anotherErasureIsTold() {
    assertChanged(
        PACKAGE + "public class Task { public <T extends Number> T answer() { return null; } }",
        "'Number answer()'");
  }

  // --- what happens when it runs

  @Test
  void anEndlessLoopIsToldWithItsLine() {
    assertRejected(
        grades.of(answer("int i = 0; while (true) { i++; }")),
        "hangs",
        Misconception.ENDLESS_LOOP,
        "Task.java:11");
  }

  @Test
  void anEndlessLoopInAThreadIsToldWithItsLine() {
    assertRejected(
        grades.of(
            answer(
                """
                var t = new Thread(() -> { while (true) Thread.onSpinWait(); });
                t.start(); t.join(); return 42;
                """)),
        "hangs",
        Misconception.ENDLESS_LOOP,
        "Task.java:11");
  }

  @Test
  void anEndlessLoopInAVirtualThreadIsTold() {
    assertRejected(
        grades.of(
            answer(
                """
                var t = Thread.ofVirtual().start(() -> { long n = 0; while (true) n++; });
                t.join(); return 42;
                """)),
        "hangs",
        Misconception.ENDLESS_LOOP,
        "Task.java:11");
  }

  @Test
  void endlessRecursionIsToldWithItsLine() {
    assertRejected(
        grades.of(answer("return again(1);", "int again(int x) { return again(x + 1) + 1; }")),
        "hangs",
        Misconception.ENDLESS_LOOP,
        "Task.java:13");
  }

  private static final String CROSS =
      """
      var met = new CyclicBarrier(2);
      var one = new Thread(() -> both(a, b, met), "one");
      var two = new Thread(() -> both(b, a, met), "two");
      one.start(); two.start(); one.join(); two.join(); return 42;
      """;

  @Test
  void aDeadlockOfMonitorsIsToldAsACycle() {
    Check check =
        assertRejected(
            grades.of(
                answer(
                    CROSS,
                    """
                    final Object a = new Object(), b = new Object();
                    static void both(Object x, Object y, CyclicBarrier met) {
                      synchronized (x) {
                        try { met.await(); } catch (Exception e) { throw new IllegalStateException(e); }
                        synchronized (y) { x.hashCode(); }
                      }
                    }
                    """)),
            "hangs",
            Misconception.LOCK_ORDER_INVERSION,
            "Task.java:21");
    assertTrue(
        check.evidence().contains("one          waits for Object #1, which two holds"),
        check.evidence());
  }

  @Test
  void aDeadlockOfLocksIsToldAsACycle() {
    Check check =
        assertRejected(
            grades.of(
                answer(
                    CROSS,
                    """
                    final Lock a = new ReentrantLock(), b = new ReentrantLock();
                    static void both(Lock x, Lock y, CyclicBarrier met) {
                      x.lock();
                      try { met.await(); } catch (Exception e) { throw new IllegalStateException(e); }
                      y.lock();
                    }
                    """)),
            "hangs",
            Misconception.LOCK_ORDER_INVERSION,
            "Task.java:21");
    assertTrue(
        check.evidence().contains("two          waits for ReentrantLock #2, which one holds"),
        check.evidence());
  }

  @Test
  void aDeadlockOfInterruptibleLocksIsToldAsACycle() {
    assertRejected(
        grades.of(
            answer(
                CROSS,
                """
                final Lock a = new ReentrantLock(), b = new ReentrantLock();
                static void both(Lock x, Lock y, CyclicBarrier met) {
                  try { x.lockInterruptibly(); met.await(); y.lockInterruptibly(); }
                  catch (Exception e) { throw new IllegalStateException(e); }
                }
                """)),
        "hangs",
        Misconception.LOCK_ORDER_INVERSION,
        "Task.java:19");
  }

  private static void assertHangs(String body, String place) {
    Check check = assertRejected(grades.of(answer(body)), "hangs", Misconception.DEADLOCK, place);
    assertTrue(check.message().startsWith("hangs: every thread waits"), check.message());
  }

  @Test
  void waitingForALatchThatNobodyOpensIsAHang() {
    assertHangs("new CountDownLatch(1).await(); return 42;", "Task.java:11");
  }

  @Test
  void waitingForASemaphoreIsAHang() {
    assertHangs("new Semaphore(0).acquireUninterruptibly(); return 42;", "Task.java:11");
  }

  @Test
  void waitingForAConditionIsAHang() {
    assertHangs(
        "var l = new ReentrantLock(); l.lock(); l.newCondition().await(); return 42;",
        "Task.java:11");
  }

  @Test
  void waitingForANotifyIsAHang() {
    assertHangs("synchronized (this) { wait(); } return 42;", "Task.java:11");
  }

  @Test
  void beingParkedIsAHang() {
    assertHangs("while (true) LockSupport.park();", "Task.java:11");
  }

  @Test
  void waitingForAVirtualThreadThatWaitsIsAHang() {
    assertHangs(
        "Thread.ofVirtual().start(() -> LockSupport.park()).join(); return 42;", "Task.java:11");
  }

  @Test
  void aTaskThatWaitsForTheNextOfItsOwnPoolIsAHang() {
    assertHangs(
        """
        var pool = Executors.newFixedThreadPool(1);
        return pool.submit(() -> pool.submit(() -> 42).get()).get();
        """,
        "Task.java:12");
  }

  @Test
  void idleWorkersOfACachedPoolHideNoHang() {
    assertHangs(
        """
        var pool = Executors.newCachedThreadPool();
        pool.submit(() -> 1).get();
        CompletableFuture.supplyAsync(() -> 1).get();
        return new FutureTask<>(() -> 42).get();
        """,
        "Task.java:14");
  }

  @Test
  void classInitialisersThatWaitForEachOtherAreAHang() {
    Check check =
        assertRejected(
            grades.of(
                answer(
                    """
                    var one = new Thread(() -> A.go(), "one");
                    var two = new Thread(() -> B.go(), "two");
                    one.start(); two.start(); one.join(); two.join(); return 42;
                    """,
                    """
                    static final CyclicBarrier MET = new CyclicBarrier(2);
                    static void meet() {
                      try { MET.await(); } catch (Exception e) { throw new IllegalStateException(e); }
                    }
                    static class A { static { meet(); B.go(); } static void go() {} }
                    static class B { static { meet(); A.go(); } static void go() {} }
                    """)),
            "hangs",
            Misconception.DEADLOCK,
            "Task.java:13");
    assertTrue(check.evidence().contains("Task.java:2"), check.evidence());
  }

  @Test
  void askingAgainAndAgainForEverIsAHang() {
    assertRejected(
        grades.of(answer("while (System.out != null) Thread.sleep(5); return 42;")),
        "hangs",
        Misconception.ENDLESS_LOOP,
        "Task.java:11");
  }

  @Test
  void systemExitIsRefusedBeforeItRuns() {
    assertRejected(
        grades.of(answer("System.exit(0); return 42;")),
        "forbidden",
        Misconception.EXITS_THE_PROGRAM,
        "Task.java:11");
  }

  @Test
  void runtimeHaltIsRefusedBeforeItRuns() {
    assertRejected(
        grades.of(answer("Runtime.getRuntime().halt(0); return 42;")),
        "forbidden",
        Misconception.EXITS_THE_PROGRAM,
        "Task.java:11");
  }

  @Test
  void exitByReferenceIsRefusedWithItsLine() {
    assertRejected(
        grades.of(answer("IntConsumer exit = System::exit; exit.accept(0); return 42;")),
        "forbidden",
        Misconception.EXITS_THE_PROGRAM,
        "Task.java:11");
  }

  @Test
  void tooMuchOutputIsToldWithItsLine() {
    assertRejected(
        grades.of(
            answer(
                """
                for (int i = 0; i < 1_000_000; i++)
                  System.out.println("line " + i);
                return 42;
                """)),
        "wrong",
        Misconception.TOO_MUCH_OUTPUT,
        "Task.java:12");
  }

  @Test
  void tooMuchOutputInAThreadIsTold() {
    assertRejected(
        grades.of(
            answer(
                """
                var t = new Thread(() -> { while (true) System.err.println("again and again"); });
                t.start(); t.join(); return 42;
                """)),
        "wrong",
        Misconception.TOO_MUCH_OUTPUT,
        "");
  }

  @Test
  void tooMuchOutputIsToldEvenWhereItsErrorIsCaught() {
    assertRejected(
        grades.of(
            answer(
                """
                for (int i = 0; i < 1_000_000; i++)
                  try { System.out.println("line " + i); } catch (Throwable e) { break; }
                return 42;
                """)),
        "wrong",
        Misconception.TOO_MUCH_OUTPUT,
        "");
  }

  @Test
  void someOutputDoesNoHarm() {
    assertPasses(
        grades.of(
            answer("for (int i = 0; i < 10_000; i++) System.out.printf(\"%d%n\", i); return 42;")));
  }

  @Test
  void anExceptionIsToldWithItsLine() {
    Check check =
        assertRejected(
            grades.of(answer("return List.of(1).get(3);")),
            "wrong",
            Misconception.UNCAUGHT_EXCEPTION,
            "Task.java:11");
    assertTrue(check.message().contains("IndexOutOfBounds"), check.message());
  }

  @Test
  void anExceptionInAThreadIsToldWithItsLine() {
    Check check =
        assertRejected(
            grades.of(
                answer(
                    """
                    new Thread(() -> {
                      throw new IllegalStateException("lost");
                    }, "lonely").start();
                    return 42;
                    """)),
            "wrong",
            Misconception.UNCAUGHT_EXCEPTION,
            "Task.java:12");
    assertTrue(check.message().contains("'lonely'"), check.message());
  }

  @Test
  void aFailingStaticInitialiserIsNoChangedSignature() {
    Check check =
        assertRejected(
            grades.of(answer("return X / 0;", "static final int X = Integer.parseInt(\"x\");")),
            "wrong",
            Misconception.UNCAUGHT_EXCEPTION,
            "Task.java:13");
    assertTrue(check.message().contains("static initialiser"), check.message());
  }

  private static void assertEatsMemory(String body) {
    ExerciseResult result = grades.of(answer(body));
    Check check = result.verdict().decidedBy().orElseThrow();
    assertEquals("wrong", result.verdict().id(), Grades.shown(result));
    assertEquals(Misconception.OUT_OF_MEMORY, check.cause(), Grades.shown(result));
    assertTrue(check.message().contains("used up the memory"), check.message());
  }

  @Test
  void memoryEatenUpIsTold() {
    assertEatsMemory("var all = new ArrayList<long[]>(); while (true) all.add(new long[1 << 20]);");
  }

  @Test
  void memoryEatenUpInSmallBitesIsTold() {
    assertEatsMemory("var all = new ArrayList<Object>(); while (true) all.add(new int[9]);");
  }

  @Test
  void memoryEatenUpInAThreadIsToldEvenWhereCaught() {
    assertEatsMemory(
        """
        var t = new Thread(() -> {
          var all = new ArrayList<long[]>();
          while (true) try { all.add(new long[1 << 20]); } catch (Throwable e) { return; }
        });
        t.start(); t.join(); return 42;
        """);
  }

  @Test
  void threadsWithoutEndAreTold() {
    assertRejected(
        grades.of(
            answer("while (true) Thread.ofPlatform().daemon().start(() -> LockSupport.park());")),
        "wrong",
        Misconception.OUT_OF_MEMORY,
        "Task.java:11");
  }

  @Test
  void aLeftThreadSpoilsNothing() {
    assertPasses(
        grades.of(
            answer("new Thread(() -> LockSupport.park(), \"worker-7\").start(); return 42;")));
  }
}
