package workbook.grader.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.grader.fixture.TinyWorkbook.RIGHT;
import static workbook.grader.fixture.TinyWorkbook.STUB;
import static workbook.grader.fixture.TinyWorkbook.answer;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import workbook.grader.catalog.BadContentException;
import workbook.grader.cause.Misconception;
import workbook.grader.fixture.TinyWorkbook;
import workbook.grader.grading.Depth;
import workbook.grader.grading.Grader;
import workbook.grader.report.Progress;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Verdict;

class SelfCheckTest {
  private static final String STUBS = "exercises/src/main/java/workbook/ch01_first/task/";

  @TempDir Path folder;
  private boolean well;

  private String run(TinyWorkbook workbook, int repeats) throws InterruptedException {
    var out = new ByteArrayOutputStream();
    try (var grader = new Grader(folder.resolve("work"), Depth.NORMAL, false, Progress.none())) {
      well =
          new SelfCheck(
                  workbook.layout(), grader, new PrintStream(out, true, StandardCharsets.UTF_8))
              .run(List.of(workbook.exercise()), repeats);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private TinyWorkbook sound() {
    var workbook = TinyWorkbook.in(folder.resolve("workbook"));
    String print;
    try (var grader = new Grader(folder.resolve("print"), Depth.NORMAL, false, Progress.none())) {
      print = grader.fingerprint(workbook.submission("stub", STUB));
    }
    workbook.write(STUBS + "README.md", TinyWorkbook.readme(print));
    for (int i = 1; i <= 5; i++) {
      wrong(workbook, "No" + i, "wrong-result", answer("return " + i + ";"));
    }
    right(workbook, "Sum", answer("return 40 + 2;"));
    right(workbook, "Product", answer("return 6 * 7;"));
    return workbook;
  }

  private static void right(TinyWorkbook workbook, String name, String source) {
    workbook.write("solutions/src/right/ch01_first/task/" + name + "/Task.java", source);
  }

  private static void wrong(TinyWorkbook workbook, String name, String cause, String source) {
    workbook.write(
        "solutions/src/wrong/ch01_first/task/" + name + "/Task.java",
        "// Rejected for: " + cause + "\n" + source);
  }

  private static void assertLine(String table, String... words) {
    assertTrue(
        table.lines().anyMatch(l -> List.of(words).stream().allMatch(l::contains)),
        () -> String.join(" ... ", words) + "\nis not in\n" + table);
  }

  @Test
  void aSoundWorkbookPassesAndSaysSoInItsLastLine() throws InterruptedException {
    String table = run(sound(), 2);
    assertTrue(well, table);
    assertLine(table, "ok", "wrong/No3", "wrong-result");
    assertTrue(table.stripTrailing().matches("(?s).*\\R\\d+ passed, 0 failed"), table);
  }

  @Test
  void everythingThatIsNotAsItShouldBeIsAnError() throws InterruptedException {
    var workbook = sound();
    workbook.write(STUBS + "Task.java", RIGHT); // a stub that passes
    right(workbook, "Sum", answer("return 41;")); // right, and yet rejected
    wrong(workbook, "No1", "lost-update", answer("return 1;")); // for another cause
    wrong(workbook, "No2", "wrong-result", answer("return 42;")); // wrong, and yet passes
    wrong(workbook, "No3", "bad-luck", answer("return 3;")); // no known cause
    workbook.write("solutions/src/wrong/ch01_first/gone/X/Task.java", RIGHT); // of no exercise
    workbook.write("docs/gates.md", "`task/No4`, and `task/Gone`");
    String table = run(workbook, 1);
    assertFalse(well, table);
    assertLine(table, "FAIL", "docs/gates.md `task/Gone`");
    assertFalse(table.contains("`task/No4`"), table);
    assertLine(table, "FAIL", "task stub", "not passed");
    assertLine(table, "FAIL", "right/Sum", "passes");
    assertLine(table, "FAIL", "wrong/No1", "lost-update");
    assertLine(table, "FAIL", "wrong/No2", "wrong-result");
    assertLine(table, "FAIL", "wrong/No3", "'bad-luck' is no known misconception");
    assertLine(table, "FAIL", "ch01_first/gone/X/Task.java", "belongs to no exercise");
    assertLine(table, "ok", "wrong/No4");
    assertLine(table, "ok", "right/Product");
  }

  private List<String> complaints(TinyWorkbook workbook) {
    return ContentCheck.of(workbook.exercise(), workbook.exercise().stubFingerprint());
  }

  @Test
  void aCompleteExerciseLacksNothing() {
    assertEquals(List.of(), complaints(sound()));
  }

  @Test
  void aChangedStubIsToldWithTheFingerprintToPutIn() {
    List<String> found = ContentCheck.of(sound().exercise(), "0123456789abcdef");
    assertLine(String.join("\n", found), "put 'stub: 0123456789abcdef' into");
  }

  @Test
  void missingChineseIsTold() throws Exception {
    var workbook = sound();
    Files.delete(workbook.root().resolve(STUBS + "README.zh.md"));
    assertEquals(List.of("README.zh.md is missing"), complaints(workbook));
  }

  @Test
  void otherHintsInChineseAreTold() {
    var workbook = sound();
    workbook.write(
        STUBS + "README.zh.md",
        TinyWorkbook.readme("0").replaceFirst("<details>.*</details>\n", ""));
    assertEquals(List.of("README.md has 3 hints, README.zh.md 2"), complaints(workbook));
  }

  @Test
  void tooFewHintsAndVariantsAreTold() {
    var workbook = TinyWorkbook.in(folder.resolve("few"));
    String readme = TinyWorkbook.readme("0").replaceFirst("<details>.*</details>\n", "");
    workbook.write(STUBS + "README.md", readme).write(STUBS + "README.zh.md", readme);
    String found = String.join("\n", complaints(workbook));
    assertLine(found, "README.md has 2 hints, wanted 3");
    assertLine(found, "0 wrong variants, wanted 5");
    assertLine(found, "0 right variants, wanted 2");
  }

  @Test
  void aWrongVariantWithoutACauseIsTold() {
    var workbook = sound();
    workbook.write("solutions/src/wrong/ch01_first/task/No9/Task.java", RIGHT);
    assertThrows(
        BadContentException.class,
        () ->
            Expectation.statedIn(
                workbook.root().resolve("solutions/src/wrong/ch01_first/task/No9")));
  }

  private static Check failed(Misconception cause) {
    return Check.failed(Gate.BEHAVIOUR, "a check", cause, "", null, "");
  }

  @Test
  void whatIsExpectedIsExact() {
    var lost = failed(Misconception.LOST_UPDATE);
    var rejected = new Expectation.RejectedFor(Misconception.LOST_UPDATE);
    assertTrue(rejected.isMetBy(new Verdict.Wrong(lost)));
    assertTrue(rejected.isMetBy(new Verdict.Hangs(lost)));
    assertFalse(rejected.isMetBy(new Verdict.Wrong(failed(Misconception.WRONG_LOCK))));
    assertFalse(rejected.isMetBy(new Verdict.Passed()));
    assertFalse(rejected.isMetBy(new Verdict.Inconclusive(lost)));

    var passes = new Expectation.Passes();
    assertTrue(passes.isMetBy(new Verdict.Passed()));
    assertFalse(passes.isMetBy(new Verdict.Inconclusive(lost)));

    var stub = new Expectation.NotYetSolved();
    assertTrue(stub.isMetBy(new Verdict.Unsolved()));
    assertTrue(stub.isMetBy(new Verdict.Wrong(lost)));
    assertFalse(stub.isMetBy(new Verdict.Passed()));
    assertFalse(stub.isMetBy(new Verdict.DoesNotCompile(lost)));
    assertFalse(stub.isMetBy(new Verdict.Inconclusive(lost)));
  }
}
