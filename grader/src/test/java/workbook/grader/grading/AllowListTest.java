package workbook.grader.grading;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.grader.fixture.TinyWorkbook.PACKAGE;
import static workbook.grader.fixture.TinyWorkbook.answer;
import static workbook.grader.grading.Grades.assertPasses;
import static workbook.grader.grading.Grades.assertRejected;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.grader.cause.Misconception;
import workbook.grader.fixture.TinyWorkbook;

/** What an answer may touch, and what not, as the rules gate sees it in compiled code. */
class AllowListTest {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Class.forName(\"java.lang.Runtime\");",
        "Task.class.getDeclaredMethods();",
        "Task.class.getClassLoader();",
        "java.lang.reflect.Proxy.isProxyClass(Task.class);",
        "Function<String, Object> f = x -> { try { return Class.forName(x); }"
            + " catch (Exception e) { return null; } };",
        "Callable<Object> f = sun.misc.Unsafe::getUnsafe;",
        "java.lang.invoke.MethodHandles.lookup().findVirtual(String.class, \"length\","
            + " java.lang.invoke.MethodType.methodType(int.class));",
        "java.lang.invoke.MethodHandles.privateLookupIn(String.class,"
            + " java.lang.invoke.MethodHandles.lookup());",
        "ServiceLoader.load(Runnable.class);",
        "java.nio.file.Files.exists(java.nio.file.Path.of(\"x\"));",
        "new java.io.File(\"x\").exists();",
        "new java.io.PrintStream(\"x\");",
        "new java.io.PrintWriter(\"x\");",
        "new Formatter(\"x\");",
        "Function<String, Object> f = x -> { try { return new java.io.FileReader(x); }"
            + " catch (Exception e) { return null; } };",
        "new java.net.Socket(\"localhost\", 1);",
        "java.net.http.HttpClient.newHttpClient();",
        "new ProcessBuilder(\"true\").start();",
        "Runtime.getRuntime().exec(new String[] {\"true\"});",
        "Runtime.getRuntime().addShutdownHook(new Thread());",
        "ProcessHandle.current().destroy();",
        "System.setProperty(\"a\", \"b\");",
        "System.setErr(System.out);",
        "System.load(\"x\");",
        "Supplier<Object> f = System::getenv;",
        "Object o = new java.io.File[0];",
        "Object o = new java.io.File[1][1];",
        "Object o = (java.io.File) null;",
        "Object o = java.io.File.class;",
        "java.lang.management.ManagementFactory.getThreadMXBean();",
        "javax.management.ObjectName.getInstance(\"a:b=c\");",
        "java.util.logging.Logger.getLogger(\"x\").getParent();",
        "Thread.currentThread().getContextClassLoader().loadClass(\"x\");",
      })
  void whatReachesBeyondTheExerciseIsRefusedWithItsLine(String statement) {
    assertRejected(
        grades.alone(answer(statement + " return 42;")),
        "forbidden",
        Misconception.OUTSIDE_THE_EXERCISE,
        "Task.java:11");
  }

  @Test
  void aForbiddenSupertypeIsRefused() {
    assertRejected(
        grades.alone(answer("return 42;", "static class L extends ClassLoader {}")),
        "forbidden",
        Misconception.OUTSIDE_THE_EXERCISE,
        "Task.java:13");
  }

  @Test
  void nativeCodeIsRefused() {
    assertTrue(
        assertRejected(
                grades.alone(answer("return 42;", "native int x();")),
                "forbidden",
                Misconception.OUTSIDE_THE_EXERCISE,
                "Task.java")
            .message()
            .contains("native"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.out.printf(Locale.ROOT, \"%s%n\", java.time.LocalDate.of(2024, 1, 1));",
        "String s = String.format(\"%d\", 1) + 2 + 'c' + 3L + List.of();",
        "assert answerless() : \"never\";",
        "var b = Thread.ofVirtual().name(\"v\", 1).unstarted(() -> {}); b.start(); b.join();",
        "Thread.ofPlatform().name(\"p\").daemon().priority(4).start(() -> {}).join();",
        "ScopedValue.where(ScopedValue.<String>newInstance(), \"x\").run(() -> {});",
        "try (var s = new Scanner(\"1 2\")) { s.nextInt(); }",
        "var out = new java.io.StringWriter(); new java.io.PrintWriter(out).println(1);",
        "var in = new java.io.PipedInputStream(); new java.io.PipedOutputStream(in).write(1);",
        "new java.io.PrintStream(new java.io.ByteArrayOutputStream()).println(1);",
        "new RuntimeException(\"x\").printStackTrace();",
        "new RuntimeException(\"x\").printStackTrace(System.out);",
        "Object o = java.lang.reflect.Array.newInstance(String.class, 2);",
        "java.util.logging.Logger.getLogger(\"x\").fine(\"hello\");",
        "new java.util.zip.CRC32().update(1);",
        "java.security.MessageDigest.getInstance(\"SHA-256\").digest(new byte[1]);",
        "Object o = java.net.URI.create(\"http://localhost\");",
        "int[][] grid = new int[2][2]; grid.clone(); new String[0].clone();",
        "new Timer(true).cancel(); new Random(1).nextInt(); UUID.randomUUID();",
        "List.of(3, 1).stream().parallel().map(x -> x + 1).sorted().toList();",
        "Runtime.getRuntime().availableProcessors(); System.nanoTime(); System.lineSeparator();",
        "new ThreadGroup(\"mine\").interrupt(); Thread.currentThread().getThreadGroup();",
        "Runnable r = (Runnable & java.io.Serializable) () -> {}; r.run();",
        "new Thread(() -> {}).setUncaughtExceptionHandler((t, e) -> e.printStackTrace());",
        "var f = new CompletableFuture<Integer>().orTimeout(1, TimeUnit.SECONDS); f.cancel(true);",
        "new ForkJoinPool(2).invoke(new RecursiveTask<Integer>() {"
            + " protected Integer compute() { return 1; } });",
        "var p = new Phaser(1); p.arrive(); new Exchanger<String>(); new StampedLock().readLock();",
        "Object s = new SubmissionPublisher<String>(); ((AutoCloseable) s).close();",
        "java.lang.ref.Cleaner.create(); new java.lang.ref.WeakReference<>(1).get();",
        "getClass().getSimpleName(); Task.class.getName(); Task.class.cast(this);",
        "new InheritableThreadLocal<String>().get(); ThreadLocal.withInitial(() -> 1).remove();",
      })
  void whatHonestCodeNeedsIsAllowed(String statement) {
    assertPasses(
        grades.alone(
            answer(statement + " return 42;", "static boolean answerless() { return true; }")));
  }

  @Test
  void recordsEnumsSealedTypesAndEverySortOfSwitchAreAllowed() {
    assertPasses(
        grades.alone(
            answer(
                """
                Shape s = new Circle(2);
                int a = switch (s) {
                  case Circle(var r) when r > 5 -> 0;
                  case Circle c -> c.hashCode() == new Circle(2).hashCode() ? 2 : 0;
                  case Square q -> 0;
                  case Colour.RED -> 0;
                  case Colour c -> 1;
                };
                int b = switch (Colour.GREEN) { case RED -> 0; case GREEN -> 20; };
                Object o = "twenty";
                int c = switch (o) { case String t when t.length() == 6 -> 20; default -> 0; };
                int d = switch ("x") { case "x" -> 0; default -> 9; };
                return a + b + c + d;
                """,
                """
                sealed interface Shape permits Circle, Square, Colour {}
                record Circle(int r) implements Shape {}
                record Square(int a) implements Shape {}
                enum Colour implements Shape { RED, GREEN { int x() { return 1; } }; int x() { return 0; } }
                """)));
  }

  @Test
  void varHandlesInnerClassesAndGenericsAreAllowed() {
    assertPasses(
        grades.alone(
            answer(
                """
                N.compareAndSet(this, 0, 42);
                class Local { int n() { return (int) N.getAcquire(Task.this); } }
                return first(new Local().n(), 1);
                """,
                """
                private volatile int n;
                private static final java.lang.invoke.VarHandle N;
                static {
                  try {
                    N = java.lang.invoke.MethodHandles.lookup()
                        .findVarHandle(Task.class, "n", int.class);
                  } catch (ReflectiveOperationException e) { throw new ExceptionInInitializerError(e); }
                }
                @SafeVarargs static <T> T first(T... all) { return all[0]; }
                @Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Mine {}
                @Mine static class Old extends Thread { void stop(int x) {} void resume() {} }
                """
                    .replace("@Retention", "@java.lang.annotation.Retention"))));
  }

  @Test
  void aSingletonMayGuardItsSerialForm() {
    assertPasses(
        grades.alone(
            answer(
                "return One.INSTANCE.answer;",
                """
                static class One implements java.io.Serializable {
                  static final One INSTANCE = new One();
                  final int answer = 42;
                  Object readResolve() throws java.io.ObjectStreamException { return INSTANCE; }
                  private void readObject(java.io.ObjectInputStream in)
                      throws java.io.IOException, ClassNotFoundException { in.defaultReadObject(); }
                }
                """)));
  }

  @Test
  void aGrantOpensWhatItNamesAndNothingElse() {
    String file = "new java.io.RandomAccessFile(\"/dev/null\", \"r\").getChannel().close();";
    String socket = "new java.net.ServerSocket(0).close();";
    String process = "new ProcessBuilder(\"true\").start().waitFor();";
    assertGranted("FILES", file, socket, process);
    assertGranted("SOCKETS", socket, process, "java.nio.file.Path.of(\"x\");");
    assertGranted("PROCESSES", process, socket, "java.nio.file.Path.of(\"x\");");
  }

  private static void assertGranted(String grant, String allowed, String... refused) {
    var workbook = TinyWorkbook.in(folder.resolve(grant));
    workbook.write(
        "exercises/src/test/java/workbook/ch01_first/task/TaskRules.java",
        PACKAGE
            + "import workbook.grader.rules.*;\n@Grants(Grant."
            + grant
            + ") final class TaskRules {}\n");
    try (var granting = new Grades(workbook, folder.resolve(grant + "-work"))) {
      assertPasses(granting.alone(answer(allowed + " return 42;")));
      for (String statement : refused) {
        assertRejected(
            granting.alone(answer(statement + " return 42;")),
            "forbidden",
            Misconception.OUTSIDE_THE_EXERCISE,
            "Task.java:11");
      }
    }
  }
}
