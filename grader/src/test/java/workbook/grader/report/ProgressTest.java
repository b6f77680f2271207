package workbook.grader.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.grader.verdict.ExerciseResult;
import workbook.grader.verdict.Gate;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private Progress on(Terminal terminal) {
    return Progress.on(terminal, new PrintStream(bytes, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Plays the run and returns what the terminal's line holds after each step. */
  private List<String> play(Progress progress) {
    progress.started(2);
    for (String id : List.of("a_rather_long_name_for_an_exercise", "b")) {
      ExerciseResult result = SampleScorecards.unsolved("ch01_threads/" + id, "T");
      progress.exercise(result.key());
      progress.gate(result.key(), Gate.SCHEDULES);
      progress.finished(result);
    }
    String before = printed();
    progress.done();
    return List.of(before.substring(1).split("\r", -1));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 40, 80, 200})
  @DisplayName("on a terminal one line is rewritten within its width, and is clear at the end")
  void live(int columns) {
    List<String> steps = play(on(new Terminal(true, false, StandardCharsets.UTF_8, columns)));
    steps.forEach(step -> assertTrue(Text.width(step) < columns, step));
    for (int i = 1; i < steps.size(); i++) {
      // Nothing of a longer line before may stay behind a shorter one.
      assertTrue(
          Text.width(steps.get(i)) >= Text.width(steps.get(i - 1).stripTrailing()), steps.get(i));
    }
    assertFalse(printed().contains("\n"));
    List<String> all = List.of(printed().split("\r", -1));
    assertEquals("", all.getLast());
    assertTrue(all.get(all.size() - 2).isBlank());
    assertEquals(
        Text.width(steps.getLast().stripTrailing()) <= all.get(all.size() - 2).length(), true);
  }

  @Test
  @DisplayName("the line tells how many are done and what goes on")
  void liveWords() {
    play(on(new Terminal(true, false, StandardCharsets.UTF_8, 80)));
    assertTrue(printed().contains("1/2 b: trying thread orders"), printed());
  }

  @Test
  @DisplayName("of two exercises under way, the other shows when one is finished")
  void together() {
    Progress progress = on(new Terminal(true, false, StandardCharsets.US_ASCII, 80));
    progress.started(2);
    progress.exercise("ch01_threads/a");
    progress.exercise("ch01_threads/b");
    progress.finished(SampleScorecards.unsolved("ch01_threads/b", "B"));
    assertTrue(printed().substring(printed().lastIndexOf('\r')).contains("1/2 a"), printed());
  }

  @Test
  @DisplayName("without a terminal there is a line for each exercise, and nothing to rewrite")
  void plain() {
    play(on(SampleScorecards.plain(80)));
    assertEquals(
        List.of(
            "Grading 2 exercises",
            "[1/2] ch01_threads/a_rather_long_name_for_an_exercise: to do, 0.0 s",
            "[2/2] ch01_threads/b: to do, 0.0 s"),
        printed().lines().toList());
    assertFalse(printed().contains("\r") && !System.lineSeparator().contains("\r"));
  }
}
