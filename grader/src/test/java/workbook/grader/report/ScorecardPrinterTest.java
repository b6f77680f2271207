package workbook.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;
import workbook.grader.verdict.Schedule;
import workbook.grader.verdict.Scorecard;
import workbook.grader.verdict.Verdict;

class ScorecardPrinterTest {
  private static final String ESC = "\u001b";

  private static String render(Terminal terminal, Scorecard scorecard) {
    return new ScorecardPrinter(terminal, SampleScorecards.NEXT, "grader/target/grade")
        .render(scorecard);
  }

  private static Scorecard one(ExerciseResult result) {
    return new Scorecard(
        "exercises", List.of(result), SampleScorecards.probes(), Duration.ofSeconds(1));
  }

  /** Returns the lines from an exercise's own heading to the next rule. */
  private static List<String> details(String page, String key) {
    List<String> lines = page.lines().toList();
    int from =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).contains(" " + key + " "))
            .findFirst()
            .orElseThrow();
    return lines.subList(from, lines.size()).stream()
        .takeWhile(line -> !line.startsWith("───"))
        .toList();
  }

  @Test
  @DisplayName("each exercise has its line with status and points, below its chapter's subtotal")
  void lists() {
    List<String> lines =
        render(SampleScorecards.plain(80), SampleScorecards.everyVerdict()).lines().toList();
    int chapter = lines.indexOf("Chapter 2: Safety" + " ".repeat(80 - 17 - 7) + "10 / 35");
    assertTrue(chapter > 0, () -> String.join("\n", lines));
    assertTrue(lines.get(chapter + 1).matches("  ✘ lost_update .* wrong +0 / 10"));
    assertTrue(lines.get(chapter + 2).matches("  ✘ stale_read .* wrong +0 / 15"));
    assertTrue(lines.get(chapter + 3).matches("  ✔ check_then_act .* passed +10 / 10"));
    for (String status :
        List.of(
            "to do", "wrong", "passed", "forbidden", "won't compile", "hangs", "inconclusive")) {
      assertTrue(
          lines.stream().anyMatch(line -> line.contains("  " + status + " ")),
          "missing: " + status);
    }
  }

  @Test
  @DisplayName("the command that runs a schedule again is there to be copied, so it is whole")
  void runsAgain() {
    String replay = "TillScenarios.both@s1:" + "1.2.".repeat(40) + "1;Till.sum~12345678";
    Check check =
        Check.failed(Gate.SCHEDULES, "both", Misconception.LOST_UPDATE, "lost", null, "the lanes")
            .provedBy(new Schedule(replay, "{}", "<svg/>"));
    ExerciseResult result =
        new ExerciseResult(
            "ch02_safety/lost_update",
            "The till",
            new Verdict.Wrong(check),
            List.of(check),
            10,
            Duration.ZERO);
    String page = render(SampleScorecards.plain(80), one(result));
    assertTrue(
        page.contains("mvn -pl grader verify -Dexercise=lost_update -Dreplay='" + replay + "'\n"),
        page);
    Check none = check.provedBy(new Schedule("", "{}", "<svg/>"));
    assertFalse(
        render(
                SampleScorecards.plain(80),
                one(
                    new ExerciseResult(
                        result.key(),
                        result.title(),
                        new Verdict.Wrong(none),
                        List.of(none),
                        10,
                        Duration.ZERO)))
            .contains("-Dreplay"));
  }

  @Test
  @DisplayName(
      "what is wrong comes with cause, place, evidence, hint and the command that grades again")
  void tellsWhatIsWrong() {
    String page = render(SampleScorecards.plain(100), SampleScorecards.everyVerdict());
    String details = String.join("\n", details(page, "ch02_safety/lost_update"));
    for (String part :
        List.of(
            "Two threads read, compute and write back without excluding each other.",
            "exercises/src/main/java/workbook/ch02_safety/lost_update/Account.java:14",
            "Expected 2, but the balance is 1.",
            "1  reads balance = 0    Account.java:14 |",
            "docs/misconceptions.md#lost-update",
            "Hint 1",
            "mvn -pl grader verify -Dexercise=lost_update")) {
      assertTrue(details.contains(part), () -> "missing: " + part + " in\n" + details);
    }
  }

  @Test
  @DisplayName("lanes are printed as given, one indent for all lines")
  void keepsLanes() {
    String page = render(SampleScorecards.plain(90), SampleScorecards.everyVerdict());
    String indented =
        String.join(
            "\n",
            Text.lines(SampleScorecards.LANES).stream()
                .map(l -> ("    " + l).stripTrailing())
                .toList());
    assertTrue(page.contains(indented));
  }

  @Test
  @DisplayName("a line of evidence that is too long is cut, and leaves the others their indent")
  void overlongLine() {
    Check check = SampleScorecards.lostUpdate("short\n" + "x".repeat(300));
    List<String> details =
        details(
            render(
                SampleScorecards.plain(80),
                one(SampleScorecards.wrong("ch01_threads/x", "X", check))),
            "ch01_threads/x");
    assertTrue(details.contains("    short"), () -> String.join("\n", details));
    assertTrue(details.contains("    " + "x".repeat(99) + "…"));
  }

  @Test
  @DisplayName("long evidence keeps both ends and tells where the whole is")
  void cutsLongEvidence() {
    List<String> details =
        details(
            render(SampleScorecards.plain(100), SampleScorecards.everyVerdict()),
            "ch02_safety/stale_read");
    assertTrue(details.stream().anyMatch(l -> l.strip().startsWith("1 ")));
    assertTrue(details.stream().anyMatch(l -> l.strip().startsWith("60 ")));
    assertTrue(details.stream().noneMatch(l -> l.strip().startsWith("30 ")));
    assertTrue(
        details.stream()
            .anyMatch(
                l -> l.contains("36 more lines") && l.contains("grader/target/grade/summary.md")));
  }

  @Test
  @DisplayName("an inconclusive verdict blames nobody and sends nobody to a hint")
  void inconclusive() {
    String details =
        String.join(
            "\n",
            details(
                render(SampleScorecards.plain(100), SampleScorecards.everyVerdict()),
                "ch07_singleton/double_checked"));
    assertTrue(details.contains("could not tell"), details);
    assertFalse(details.contains("Hint"), details);
    assertFalse(details.contains("misconceptions"), details);
  }

  @Test
  @DisplayName("a detector that missed its probe is told loudly; proved ones take one line")
  void canaries() {
    String missed = render(SampleScorecards.plain(80), SampleScorecards.missedCanary());
    assertTrue(missed.contains("INCONCLUSIVE  1 of 2 detectors missed"), missed);
    assertTrue(missed.contains("the two threads"), missed);
    String proved = render(SampleScorecards.plain(80), SampleScorecards.readme());
    assertFalse(proved.contains("INCONCLUSIVE"), proved);
    assertTrue(proved.contains("all 3 detectors found"), proved);
  }

  @Test
  @DisplayName("64 exercises stay a list of 64 lines, and the next thing to do stands at the end")
  void sixtyFour() {
    String page = render(SampleScorecards.plain(80), SampleScorecards.long64());
    List<String> lines = page.lines().toList();
    assertEquals(64, lines.stream().filter(l -> l.matches("  [✔✘·] exercise_number.*")).count());
    assertTrue(lines.size() < 64 + 8 * 2 + 40, () -> lines.size() + " lines");
    assertTrue(
        lines.subList(lines.size() - 5, lines.size()).stream()
            .anyMatch(l -> l.contains("-Dexercise=exercise_number_20")));
  }

  @Test
  @DisplayName("where many are wrong, only the first are told at length")
  void manyWrong() {
    var results = new ArrayList<ExerciseResult>();
    for (int i = 10; i < 40; i++) {
      results.add(
          SampleScorecards.wrong(
              "ch02_safety/number_" + i, "N", SampleScorecards.lostUpdate(SampleScorecards.LANES)));
    }
    String page =
        render(
            SampleScorecards.plain(80),
            new Scorecard("exercises", results, List.of(), Duration.ZERO));
    assertEquals(8, page.lines().filter(l -> l.contains("Ann writes over")).count());
    assertEquals(30, page.lines().filter(l -> l.contains("Two threads read, compute")).count());
    assertTrue(page.contains("last 22"), page);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 100, 300})
  @DisplayName("lines keep within the terminal and 100 columns, but for a path, which stays whole")
  void width(int columns) {
    for (Scorecard card :
        List.of(
            SampleScorecards.readme(),
            SampleScorecards.long64(),
            SampleScorecards.missedCanary(),
            SampleScorecards.everyVerdict())) {
      render(SampleScorecards.plain(columns), card)
          .lines()
          .forEach(line ->
              assertTrue(
                  Text.width(line) <= Math.min(columns, 100)
                      || !line.strip().contains(" ")
                      || line.contains("src/main/java"),
                  () -> "too wide: " + line));
    }
  }

  @Test
  @DisplayName("without colour there is no escape sequence, and with colour the words are the same")
  void colour() {
    String plain = render(SampleScorecards.plain(90), SampleScorecards.everyVerdict());
    String coloured = render(SampleScorecards.coloured(90), SampleScorecards.everyVerdict());
    assertFalse(plain.contains(ESC));
    assertTrue(coloured.contains(ESC));
    assertEquals(plain, coloured.replaceAll(ESC + "\\[[0-9;]*m", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"US-ASCII", "ISO-8859-1", "windows-1252", "GBK"})
  @DisplayName("a charset without our signs gets plain ones, and no question mark for them")
  void charset(String name) {
    Charset charset = Charset.forName(name);
    String page = render(SampleScorecards.plain(80, charset), SampleScorecards.everyVerdict());
    assertTrue(charset.newEncoder().canEncode(page));
    assertTrue(page.lines().anyMatch(l -> l.startsWith("  x lost_update")), page);
    assertTrue(page.lines().anyMatch(l -> l.startsWith("  + check_then_act")), page);
    assertTrue(page.lines().anyMatch("-".repeat(80)::equals), page);
  }

  @Test
  @DisplayName("what a learner's program says cannot steer the terminal")
  void harmless() {
    Check hostile =
        Check.failed(
            Gate.BEHAVIOUR,
            "says\nhello",
            Misconception.WRONG_RESULT,
            "got " + ESC + "[2J\rPASSED\u202e",
            null,
            "a\tb" + ESC + "]0;title\u0007");
    String page =
        render(
            SampleScorecards.plain(80, StandardCharsets.UTF_8),
            one(SampleScorecards.wrong("ch01_threads/x", "t" + ESC + "[31m", hostile)));
    assertTrue(page.chars().allMatch(c -> c == '\n' || c >= ' '), page);
    assertFalse(page.contains("\u202e"));
    assertTrue(page.contains("\\u001b[2J"), page);
    assertTrue(page.contains("a       b"), page);
  }

  @Test
  @DisplayName("another subject stands in the command, quoted where its name has a blank")
  void subject() {
    String page = render(SampleScorecards.plain(80), SampleScorecards.solved());
    assertTrue(page.contains("mvn -pl grader verify \"-Dsubject=hand ins/lin\""), page);
  }

  @Test
  @DisplayName("a run over nothing is no error")
  void nothing() {
    String page =
        render(
            SampleScorecards.plain(80),
            new Scorecard("exercises", List.of(), List.of(), Duration.ZERO));
    assertTrue(page.contains("0 / 0"), page);
  }
}
