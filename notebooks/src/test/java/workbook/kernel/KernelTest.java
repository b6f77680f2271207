package workbook.kernel;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds the kernel to the protocol, as seen by a front end. */
@Timeout(120)
class KernelTest {
  @TempDir static Path folder;
  private static Client client;

  @BeforeAll
  static void start() throws IOException {
    client = new Client(folder);
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static Client.Cell interruptedAfter(String code, String sign) {
    String request = client.submit(code);
    client.waitForText(request, sign);
    client.interrupt();
    return client.result(request);
  }

  private static void assertInterruptedAndAlive(Client.Cell cell) {
    assertEquals("error", cell.status());
    assertEquals("Interrupted", cell.reply().text("ename"));
    assertEquals("42", client.run("6 * 7").value(), "the kernel lives on");
    Client.Cell next = client.run("System.out.println(\"still heard\"); display(\"shown\");");
    assertEquals("still heard\n", next.out(), "and is still heard");
    assertEquals(1, next.of("display_data").size());
  }

  @Test
  @DisplayName("says who it is")
  void info() {
    Client.Message info = client.kernelInfo();
    assertEquals("Java", info.content().getAsJsonObject("language_info").get("name").getAsString());
    assertTrue(info.text("protocol_version").startsWith("5."), info.toString());
    assertTrue(client.beats(), "its heart beats");
    assertEquals(0, client.history().content().getAsJsonArray("history").size());
  }

  @Test
  @DisplayName("shows the value of a last expression without a semicolon, and of no other")
  void values() {
    assertAll(
        () -> assertEquals("42", client.run("int a = 6;\nint b = 7;\na * b").value()),
        () -> assertEquals("", client.run("6 * 7;").value()),
        () -> assertEquals("", client.run("int c = 3").value()),
        () -> assertEquals("", client.run("1 + 1;\nint d = 4;").value()),
        () -> assertEquals("", client.run("System.out.print(\"\")").value()),
        () -> assertEquals("[1, 2]", client.run("List.of(1, 2)").value()),
        () -> assertEquals("int[2] { 3, 4 }", client.run("new int[] {3, 4}").value()),
        () -> assertEquals("", client.run("// nothing but a comment").value()),
        () -> assertEquals("", client.run("").value()));
  }

  @Test
  @DisplayName("remembers what earlier cells declared, and takes a new declaration over the old")
  void state() {
    client.run("record Point(int x, int y) {}\nint twice(int n) { return 2 * n; }");
    assertEquals("Point[x=2, y=3]", client.run("new Point(twice(1), 3)").value());
    client.run("int twice(int n) { return 2 * n + 100; }");
    assertEquals("102", client.run("twice(1)").value());
  }

  @Test
  @DisplayName("keeps the streams apart, in order, and whole in every script")
  void streams() {
    Client.Cell cell =
        client.run(
            """
            System.out.print("a\\u4e2d");
            System.err.println("wrong");
            IO.println("文😀");
            """);
    assertEquals("a中文😀\n", cell.out());
    assertEquals("wrong\n", cell.stream("stderr"));
  }

  @Test
  @DisplayName("shows half a line before the cell is over")
  void halfLine() {
    String request =
        client.submit(
            "System.out.print(\"half\");\n"
                + "new java.util.concurrent.CountDownLatch(1).await();");
    client.waitForText(request, "half");
    client.interrupt();
    assertEquals("error", client.result(request).status());
  }

  @Test
  @DisplayName("puts what a background thread says with the cell that started it")
  void backgroundThreads() {
    Client.Cell joined =
        client.run(
            """
            var t = new Thread(() -> System.out.println("from a thread"));
            t.start();
            t.join();
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
              pool.submit(() -> System.out.println("from a virtual one"));
            }
            """);
    assertEquals("from a thread\nfrom a virtual one\n", joined.out());
    Client.Cell left =
        client.run(
            """
            var go = new CountDownLatch(1);
            Thread.ofPlatform().daemon().start(() -> {
              try {
                go.await();
                Thread.sleep(300);
              } catch (InterruptedException e) {}
              System.out.println("late");
            });
            """);
    assertEquals("", left.out());
    client.run("go.countDown()");
    client.waitFor(
        m ->
            m.type().equals("stream")
                && m.text("text").equals("late\n")
                && m.answers(left.request()),
        Duration.ofSeconds(20));
  }

  @Test
  @DisplayName("tells an uncaught exception of a background thread")
  void backgroundException() {
    Client.Cell cell =
        client.run(
            """
            var bad = new Thread(() -> { throw new IllegalStateException("out of beans"); }, "barista");
            bad.start();
            bad.join();
            """);
    assertTrue(
        cell.stream("stderr")
            .contains(
                "Exception in thread \"barista\" java.lang.IllegalStateException: out of beans"),
        cell.stream("stderr"));
  }

  @Test
  @DisplayName("displays SVG, HTML, Markdown and PNG, and replaces what was displayed")
  void richDisplay() {
    Client.Cell cell =
        client.run(
            """
            import java.awt.image.BufferedImage;
            display("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml");
            display("<b>bold</b>", "text/html");
            String handle = display("*soft*", "text/markdown");
            updateDisplay(handle, "**loud**", "text/markdown");
            new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB)
            """);
    List<Client.Message> shown = cell.of("display_data");
    assertEquals(3, shown.size(), cell.toString());
    assertEquals(
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        shown.get(0).data().get("image/svg+xml").getAsString());
    assertEquals("<b>bold</b>", shown.get(1).data().get("text/html").getAsString());
    assertEquals("*soft*", shown.get(2).data().get("text/markdown").getAsString());
    Client.Message update = cell.of("update_display_data").getFirst();
    assertEquals("**loud**", update.data().get("text/markdown").getAsString());
    assertEquals(
        shown.get(2).content().getAsJsonObject("transient").get("display_id"),
        update.content().getAsJsonObject("transient").get("display_id"));
    String png = cell.of("execute_result").getFirst().data().get("image/png").getAsString();
    assertTrue(png.startsWith("iVBOR"), png);
  }

  @Test
  @DisplayName("tells a compile error with its line and a caret")
  void compileError() {
    Client.Cell cell = client.run("int fine = 1;\n\nint x = fine + missing;");
    assertEquals("CompilationError", cell.reply().text("ename"));
    String number = cell.reply().content().get("execution_count").getAsString();
    assertEquals(
        """
        cell [%s]:3: cannot find symbol
            int x = fine + missing;
                           ^^^^^^^
            symbol:   variable missing\
        """
            .formatted(number),
        cell.traceback());
    assertEquals("1", client.run("fine").value(), "what stood before it was run");
  }

  @Test
  @DisplayName("tells an error within a method or class, which JShell alone would put off")
  void errorInDeclaration() {
    Client.Cell cell = client.run("class Cup {\n  int size() {\n    return vloume;\n  }\n}");
    assertEquals("error", cell.status());
    assertTrue(
        cell.traceback()
            .contains(":3: cannot find symbol\n        return vloume;\n               ^^^^^^"),
        cell.traceback());
    assertEquals(
        "3",
        client.run("int first() { return second(); }\nint second() { return 3; }\nfirst()").value(),
        "but not where the rest of the cell has what is missing");
  }

  @Test
  @DisplayName("tells code that ends too early, and code that is none")
  void syntaxError() {
    Client.Cell early = client.run("int a = 1;\nif (a > 0) {");
    assertEquals("Incomplete", early.reply().text("ename"));
    assertTrue(early.traceback().contains(":2 "), early.traceback());
    Client.Cell none = client.run("int = 5;");
    assertEquals("CompilationError", none.reply().text("ename"));
    assertTrue(none.traceback().contains("^"), none.traceback());
  }

  @Test
  @DisplayName("tells an exception with the lines of the cells that it went through")
  void exception() {
    Client.Cell outer =
        client.run(
            "\nvoid pour(int n) {\n  if (n == 0) throw new IllegalStateException(\"empty\", new IOException(\"no beans\"));\n  pour(n - 1);\n}");
    String one = outer.reply().content().get("execution_count").getAsString();
    Client.Cell cell = client.run("int n = 1;\npour(n);");
    String two = cell.reply().content().get("execution_count").getAsString();
    assertEquals("IllegalStateException", cell.reply().text("ename"));
    assertEquals("empty", cell.reply().text("evalue"));
    String trace = cell.traceback();
    assertTrue(
        trace.startsWith(
            """
            java.lang.IllegalStateException: empty
                at pour (cell [%s]:3)
                at pour (cell [%s]:4)
                at cell [%s]:2
            Caused by: java.io.IOException: no beans\
            """
                .formatted(one, one, two)),
        trace);
  }

  @Test
  @DisplayName("reads standard input through the front end, line by line")
  void standardInput() {
    Client.Cell cell =
        client.runWithInput(
            "var in = new Scanner(System.in);\nin.nextLine() + \"+\" + in.nextLine()",
            "café",
            "crème 中");
    assertEquals("café+crème 中", cell.value());
    assertEquals("Ada", client.runWithInput("IO.readln()", "Ada").value());
    assertEquals(
        "-1", client.run("System.in.read()").value(), "where nobody can be asked, it ends");
  }

  @Test
  @DisplayName("a cell that waits for input can be interrupted, and the next question is answered")
  void interruptedInput() {
    String request = client.submitWithInput("System.out.print(\"?\"); System.in.read();");
    client.waitForQuestion(request);
    client.interrupt();
    assertInterruptedAndAlive(client.result(request));
    assertEquals("Bob", client.runWithInput("IO.readln()", "Bob").value());
  }

  @Test
  @DisplayName("interrupts a cell that sleeps")
  void interruptSleep() {
    assertInterruptedAndAlive(
        interruptedAfter("System.out.println(\"on\"); Thread.sleep(1_000_000);", "on"));
  }

  @Test
  @DisplayName("interrupts a cell that spins, however the loop is written")
  void interruptSpin() {
    List<String> loops =
        List.of(
            "while (true) {}",
            "for (long i = 0; ; i++) { if (i < 0) break; }",
            "do { Thread.onSpinWait(); } while (true);",
            "boolean[] done = {false}; while (!done[0]) {}",
            "while (true) { try { while (true) {} } catch (Throwable e) {} }",
            "LongStream.iterate(0, i -> i + 1).forEach(i -> {});");
    for (String loop : loops) {
      assertInterruptedAndAlive(
          interruptedAfter("System.out.println(\"on\");\n{ " + loop + " }", "on"));
    }
    client.run("void spin() { while (true) {} }\nvoid rest() { for (int i = 0; i < 9; i++) {} }");
    assertInterruptedAndAlive(interruptedAfter("System.out.println(\"on\"); spin();", "on"));
    assertEquals("ok", client.run("rest()").status(), "old code runs again");
  }

  @Test
  @DisplayName("interrupts a cell whose threads spin, and ends these threads")
  void interruptSpinningThreads() {
    Client.Cell cell =
        interruptedAfter(
            """
            var spinner = new Thread(() -> { long n = 0; while (true) n++; });
            spinner.start();
            System.out.println("on");
            spinner.join();
            """,
            "on");
    assertInterruptedAndAlive(cell);
    assertEquals("true", client.run("spinner.join(20_000); !spinner.isAlive()").value());
  }

  @Test
  @DisplayName("interrupts a deadlock, and tells who is left behind in it")
  void interruptDeadlock() {
    Client.Cell cell =
        interruptedAfter(
            """
            Object fork = new Object(), knife = new Object();
            var both = new CyclicBarrier(2);
            class Eater extends Thread {
              final Object first, second;
              Eater(String name, Object first, Object second) {
                super(name);
                this.first = first;
                this.second = second;
              }
              public void run() {
                synchronized (first) {
                  try { both.await(); } catch (Exception e) {}
                  synchronized (second) {}
                }
              }
            }
            var ann = new Eater("Ann", fork, knife);
            var bob = new Eater("Bob", knife, fork);
            { ann.start(); bob.start(); System.out.println("on"); ann.join(); }
            """,
            "on");
    assertTrue(
        cell.traceback()
            .contains(
                "Thread Ann could not be ended and stays behind: blocked, waits for"
                    + " java.lang.Object, which Bob holds"),
        cell.traceback());
    assertInterruptedAndAlive(cell);
  }

  @Test
  @DisplayName("interrupts a cell that is itself blocked on a monitor for ever")
  void interruptBlocked() {
    Client.Cell cell =
        interruptedAfter(
            """
            Object key = new Object();
            var held = new CountDownLatch(1);
            Thread.ofPlatform().daemon().start(() -> {
              synchronized (key) {
                held.countDown();
                while (true) { try { Thread.sleep(100_000); } catch (InterruptedException e) {} }
              }
            });
            held.await();
            System.out.println("on");
            synchronized (key) {}
            """,
            "on");
    assertInterruptedAndAlive(cell);
  }

  @Test
  @DisplayName("interrupts a cell that prints without end, and is not mute afterwards")
  void interruptPrinting() {
    assertInterruptedAndAlive(
        interruptedAfter(
            "{ int i = 0; while (true) System.out.println(\"line \" + i++); }", "line"));
  }

  @Test
  @DisplayName("declines the cells that wait in line behind one that fails")
  void abortsQueued() {
    String fails = client.submit("Thread.sleep(300); throw new IllegalStateException();");
    List<String> queued =
        IntStream.range(0, 3)
            .mapToObj(i -> client.submit("System.out.println(" + i + ")"))
            .toList();
    assertEquals("error", client.result(fails).status());
    for (String request : queued) {
      Client.Cell cell = client.result(request);
      assertEquals("aborted", cell.status());
      assertEquals("", cell.out());
    }
    assertEquals("2", client.run("1 + 1").value());
  }

  @Test
  @DisplayName("interrupts nothing where nothing runs")
  void interruptIdle() {
    client.interrupt();
    assertEquals("2", client.run("1 + 1").value());
  }

  @Test
  @DisplayName("completes names, members, and in a cell whose first lines were not run yet")
  void completion() {
    client.run("String coffee = \"mocha\";");
    assertTrue(client.complete("cof", 3).contains(new JsonPrimitive("coffee")));
    assertTrue(client.complete("coffee.isBl", 11).contains(new JsonPrimitive("isBlank()")));
    String code = "int a = 1;\nString s = \"😀\" + coffee.isBl";
    Client.Message reply = client.completeReply(code, code.codePointCount(0, code.length()));
    assertTrue(
        reply.content().getAsJsonArray("matches").contains(new JsonPrimitive("isBlank()")),
        reply.toString());
    assertEquals(
        code.codePointCount(0, code.indexOf("isBl")),
        reply.content().get("cursor_start").getAsInt());
    String fresh =
        "var cups = new ArrayList<String>();\nfor (int i = 0; i < 3; i++) {\n  cups.addFi";
    assertTrue(
        client.complete(fresh, fresh.length()).contains(new JsonPrimitive("addFirst(")),
        "what the line above declares");
    assertTrue(client.complete("%cl", 3).contains(new JsonPrimitive("%classpath ")));
    assertEquals(0, client.complete("coffee.nothingLikeThis", 22).size());
  }

  @Test
  @DisplayName("tells what a name is")
  void inspection() {
    client.run("List<String> menu = new ArrayList<>();");
    assertEquals("List<String> menu", inspected("menu.size()", 2));
    assertTrue(inspected("Thread.ofVirtual()", 10).contains("ofVirtual"), "a method");
    assertTrue(inspected("int m = Math.max(1, 2);", 14).contains("Math.max(int"), "in a statement");
    assertFalse(client.inspect("zzz", 2).content().get("found").getAsBoolean());
  }

  private static String inspected(String code, int cursor) {
    Client.Message reply = client.inspect(code, cursor);
    assertTrue(reply.content().get("found").getAsBoolean(), reply.toString());
    return reply.data().get("text/plain").getAsString();
  }

  @Test
  @DisplayName("tells whether code is complete")
  void completeness() {
    assertEquals("complete", client.isComplete("int a = 1;"));
    assertEquals("complete", client.isComplete("1 + 1"));
    assertEquals("incomplete", client.isComplete("void f() {"));
    assertEquals("invalid", client.isComplete("int = ;"));
  }

  @Test
  @DisplayName("%load runs a file, without its package, and the class is there")
  void load() throws IOException {
    Files.writeString(
        folder.resolve("Jug.java"),
        "package some.where;\n\n/** A jug. */\npublic final class Jug {\n  int litres() { return 3; }\n}\n");
    assertEquals("3", client.run("%load Jug.java\nnew Jug().litres()").value());
    Client.Cell cell = client.run("int x = 1;\n%load nowhere.java");
    assertEquals(
        "%load: nowhere.java: there is no such file, seen from the notebook's folder",
        cell.traceback());
    assertTrue(client.run("%lod x").traceback().contains("%classpath and %load"));
    assertEquals("1", client.run("int y = 7\n% 3;\ny").value(), "and a remainder is no magic");
  }

  @Test
  @DisplayName("%classpath adds folders and jars")
  void classpath() throws IOException {
    assertEquals(
        "ok",
        client
            .run(
                """
                Path src = Path.of("Saucer.java");
                Files.writeString(src, "package china; public class Saucer { public static int size() { return 5; } }");
                javax.tools.ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", "lib/one", "Saucer.java");
                """)
            .status());
    assertEquals("5", client.run("%classpath lib/*\nchina.Saucer.size()").value());
    assertTrue(client.run("%classpath lib/none").traceback().contains("no such file"));
  }

  @Test
  @DisplayName("stop points leave racy code as racy as it is")
  void stopPointsAreInvisible() {
    // A flag that is not volatile is read once by compiled code. A barrier in the loop, as a
    // volatile flag of the kernel's own would be, would have it read again and end the loop.
    Client.Cell cell =
        interruptedAfter(
            """
            class Flag { boolean up; }
            var flag = new Flag();
            var waiting = new Thread(() -> { long n = 0; while (!flag.up) n++; });
            waiting.start();
            Thread.sleep(1500);
            flag.up = true;
            waiting.join(1500);
            System.out.println(waiting.isAlive() ? "never sees it" : "saw it");
            waiting.join();
            """,
            "never sees it");
    assertInterruptedAndAlive(cell);
    assertEquals("true", client.run("waiting.join(20_000); !waiting.isAlive()").value());
  }

  @Test
  @DisplayName("ends when told to, even while a cell spins")
  void shutdown() throws Exception {
    try (var other = new Client(folder)) {
      String request = other.submit("System.out.println(\"on\"); while (true) {}");
      other.waitForText(request, "on");
      assertTrue(other.shutDown(), "the process has ended");
    }
  }
}
