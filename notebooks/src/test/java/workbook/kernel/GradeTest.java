package workbook.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Grades from cells, and compares with what the shell's command says of the same files. */
@Timeout(300)
class GradeTest {
  private static final String KEY = "ch02_safety/lost_update";
  private static final Path ROOT = root();

  @TempDir static Path folder;
  private static Client client;

  private static Path root() {
    Path p = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(p.resolve("exercises/src/main/java/workbook"))) {
      p = p.getParent();
    }
    return p;
  }

  @BeforeAll
  static void start() throws IOException {
    // The kernel runs where a notebook lies; its temporary files do not belong there.
    client = new Client(folder, ROOT.resolve("notebooks"));
  }

  @AfterAll
  static void stop() {
    client.close();
  }

  private static Path answer(String under) throws IOException {
    Path one = ROOT.resolve("solutions/src").resolve(under).resolve(KEY);
    if (under.equals("main/java/workbook")) {
      return one;
    }
    try (var variants = Files.list(one)) {
      return variants.sorted().toList().getFirst();
    }
  }

  /** What the shell's command writes of a folder that is laid out like a submission. */
  private static JsonObject byShell(Path answer) throws IOException, InterruptedException {
    Path subject = Files.createTempDirectory(folder, "subject");
    Path inner = Files.createDirectories(subject.resolve("workbook").resolve(KEY));
    for (Path from :
        List.of(ROOT.resolve("solutions/src/main/java/workbook").resolve(KEY), answer)) {
      try (var files = Files.list(from)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Files.write(inner.resolve(file.getFileName()), Files.readAllBytes(file));
        }
      }
    }
    Path out = Files.createTempDirectory(folder, "shell");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "workbook.grader.Main",
                "grade",
                "--workbook=" + ROOT,
                "--exercise=lost_update",
                "--subject=" + subject,
                "--output=" + out)
            .redirectErrorStream(true)
            .redirectOutput(out.resolve("said.txt").toFile())
            .start();
    assertEquals(0, process.waitFor(), Files.readString(out.resolve("said.txt")));
    return JsonParser.parseString(Files.readString(out.resolve("results.json")))
        .getAsJsonObject()
        .getAsJsonArray("exercises")
        .get(0)
        .getAsJsonObject();
  }

  private static void assertSameAsShell(Path answer) throws IOException, InterruptedException {
    String file;
    try (var files = Files.list(answer)) {
      file = files.filter(f -> f.toString().endsWith(".java")).findFirst().get().toString();
    }
    JsonObject shell = byShell(answer);
    assertEquals("ok", client.run("%load " + file).status());
    Client.Cell cell = client.run("var graded = Grade.exercise(\"lost_update\");\ngraded");
    assertEquals("ok", cell.status(), () -> cell.traceback());
    assertEquals(shell.get("status").getAsString(), client.run("graded.status()").value());
    String cause = "";
    String place = "";
    for (var check : shell.getAsJsonArray("checks")) {
      JsonObject one = check.getAsJsonObject();
      if (cause.isEmpty() && one.get("status").getAsString().equals("failed")) {
        cause = one.get("cause").getAsString();
        place =
            one.has("file") && !one.get("file").isJsonNull()
                ? Path.of(one.get("file").getAsString()).getFileName() + ":" + one.get("line")
                : "";
      }
    }
    assertEquals(cause, client.run("graded.cause()").value());
    assertEquals(place, client.run("graded.place()").value());
  }

  @Test
  @DisplayName("an answer written in a cell gets the shell's verdict, with its lanes drawn")
  void wrongAnswer() throws Exception {
    client.run("import workbook.notebook.*;");
    assertSameAsShell(answer("wrong"));
    Client.Cell cell =
        client.run(
            """
            final class Till {
              private int difference;

              void takeIn(int cents) {
                if (cents <= 0) throw new IllegalArgumentException("no amount of money: " + cents);
                difference += cents;
              }

              void payOut(int cents) {
                if (cents <= 0) throw new IllegalArgumentException("no amount of money: " + cents);
                difference -= cents;
              }

              int difference() {
                return difference;
              }
            }
            Grade.exercise("lost_update")
            """);
    assertEquals("ok", cell.status(), () -> cell.traceback());
    String verdict = cell.of("display_data").getFirst().data().get("text/markdown").getAsString();
    assertTrue(verdict.contains("✘ " + KEY + ": wrong"), verdict);
    assertTrue(
        verdict.contains("`Till.java:6`"), "the line has its number in the cell: " + verdict);
    assertTrue(verdict.contains("difference += cents;"), verdict);
    String svg = cell.of("execute_result").getFirst().data().get("image/svg+xml").getAsString();
    assertTrue(svg.startsWith("<svg") && svg.contains("Ann"), svg);
  }

  @Test
  @DisplayName("a right answer passes, loaded from a file or given as text")
  void rightAnswer() throws Exception {
    client.run("import workbook.notebook.*;");
    assertSameAsShell(answer("main/java/workbook"));
    Path file = answer("main/java/workbook").resolve("Till.java");
    Client.Cell cell =
        client.run(
            "Grade.exercise(\"lost_update\", Files.readString(Path.of(\""
                + file
                + "\"))).passed()");
    assertEquals("true", cell.value());
  }

  @Test
  @DisplayName("a name that is no exercise's is answered with the nearest")
  void unknown() {
    Client.Cell cell = client.run("workbook.notebook.Grade.exercise(\"lost_updat\")");
    assertTrue(cell.traceback().contains("ch02_safety/lost_update"), cell.traceback());
  }

  @Test
  @DisplayName("grading warm takes less than five seconds")
  void warm() throws Exception {
    client.run("import workbook.notebook.*;");
    client.run("%load " + answer("main/java/workbook").resolve("Till.java"));
    client.run("Grade.exercise(\"lost_update\")");
    long best = Long.MAX_VALUE;
    // Best of some, for whatever else the machine does is not what is measured.
    for (int i = 0; i < 4 && best >= 5000; i++) {
      Client.Cell cell =
          client.run(
              """
              long start = System.nanoTime();
              boolean passed = Grade.exercise("lost_update").passed();
              passed + " " + (System.nanoTime() - start) / 1_000_000
              """);
      assertTrue(cell.value().startsWith("true "), cell.value());
      best = Math.min(best, Long.parseLong(cell.value().substring("true ".length())));
    }
    System.out.println("graded warm in " + best + " ms");
    assertTrue(best < 5000, best + " ms");
  }
}
