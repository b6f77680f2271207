package workbook.ch04_coordination.dialogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.EARLY_END;
import static workbook.grader.cause.Misconception.LOST_SIGNAL;
import static workbook.grader.cause.Misconception.MISSING_SENTINEL;
import static workbook.grader.cause.Misconception.WRONG_ORDER;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/**
 * Two voices, and once in a while somebody else, under every schedule. A race is a fault here if
 * something comes of it: a line that is lost, out of turn, or never spoken.
 */
final class DialogueScenarios {

  /** A microphone that is not made for two threads. */
  private static final class Tape {
    private final String[] lines = new String[8];
    private int length;

    void record(String line) {
      lines[length] = line;
      length++;
    }

    List<String> played() {
      return Arrays.asList(lines).subList(0, length);
    }
  }

  private static final class HumAndCrackle extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final Tape tape = new Tape();

  @Scenario(value = "Two questions, two answers, whoever comes first", harmlessRaces = true)
  @Detects(LOST_SIGNAL)
  void questionsAndAnswers() {
    var play = new RadioPlay(tape::record);
    Actors.together(
        actor("first", () -> play.firstVoice(List.of("f1", "f2"))),
        actor("second", () -> play.secondVoice(List.of("s1", "s2"))));
    assertEquals(inTurns(2, 2), tape.played(), "what was heard");
  }

  @Scenario(
      value = "The first voice has the longer sheet: it speaks on alone",
      harmlessRaces = true)
  @Detects(MISSING_SENTINEL)
  void firstSpeaksOn() {
    var play = new RadioPlay(tape::record);
    Actors.together(
        actor("first", () -> play.firstVoice(List.of("f1", "f2", "f3"))),
        actor("second", () -> play.secondVoice(List.of("s1"))));
    assertEquals(inTurns(3, 1), tape.played(), "what was heard");
  }

  @Scenario(
      value = "The second voice has the longer sheet: it speaks on alone",
      harmlessRaces = true)
  @Detects(MISSING_SENTINEL)
  void secondSpeaksOn() {
    var play = new RadioPlay(tape::record);
    Actors.together(
        actor("first", () -> play.firstVoice(List.of("f1"))),
        actor("second", () -> play.secondVoice(List.of("s1", "s2", "s3"))));
    assertEquals(inTurns(1, 3), tape.played(), "what was heard");
  }

  @Scenario(value = "The second voice comes with an empty sheet and leaves", harmlessRaces = true)
  @Detects(MISSING_SENTINEL)
  void firstIsAlone() {
    var play = new RadioPlay(tape::record);
    Actors.together(
        actor("first", () -> play.firstVoice(List.of("f1", "f2"))),
        actor("second", () -> play.secondVoice(List.of())));
    assertEquals(inTurns(2, 0), tape.played(), "what was heard");
  }

  @Scenario(value = "The first voice comes with an empty sheet and leaves", harmlessRaces = true)
  @Detects(MISSING_SENTINEL)
  void secondIsAlone() {
    var play = new RadioPlay(tape::record);
    Actors.together(
        actor("first", () -> play.firstVoice(List.of())),
        actor("second", () -> play.secondVoice(List.of("s1", "s2"))));
    assertEquals(inTurns(0, 2), tape.played(), "what was heard");
  }

  @Scenario(
      value = "A technician waits for the end, and hears of it when all has been said",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(EARLY_END)
  void somebodyWaitsForTheEnd() {
    var play = new RadioPlay(tape::record);
    Actors.together(
        actor("first", () -> play.firstVoice(List.of("f1"))),
        actor("second", () -> play.secondVoice(List.of("s1"))),
        actor(
            "technician",
            () -> {
              play.awaitEnd();
              assertEquals(inTurns(1, 1), tape.played(), "what was heard when the play was over");
            }));
  }

  @Scenario(
      value = "A technician waits for the end while an answer is waited for",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(EARLY_END)
  void somebodyWaitsForTheEndOfALongerPlay() {
    var play = new RadioPlay(tape::record);
    Actors.together(
        actor("first", () -> play.firstVoice(List.of("f1", "f2"))),
        actor("second", () -> play.secondVoice(List.of("s1"))),
        actor(
            "technician",
            () -> {
              play.awaitEnd();
              assertEquals(inTurns(2, 1), tape.played(), "what was heard when the play was over");
            }));
  }

  @Scenario(
      value = "The second voice is called away at any moment: the first speaks all its lines",
      harmlessRaces = true)
  @Detects(MISSING_SENTINEL)
  void secondIsCalledAway() {
    var play = new RadioPlay(tape::record);
    var second = new AtomicReference<Thread>();
    Actors.together(
        actor(
            "first",
            () -> {
              interrupt(second);
              play.firstVoice(List.of("f1", "f2"));
            }),
        actor(
            "second",
            () -> {
              second.set(Thread.currentThread());
              untilCalledAway(() -> play.secondVoice(List.of("s1", "s2")));
            }));
    assertHeard(2, spoken("s"));
  }

  @Scenario(
      value = "The first voice is called away at any moment: the second speaks all its lines",
      harmlessRaces = true)
  @Detects(MISSING_SENTINEL)
  void firstIsCalledAway() {
    var play = new RadioPlay(tape::record);
    var first = new AtomicReference<Thread>();
    Actors.together(
        actor(
            "first",
            () -> {
              first.set(Thread.currentThread());
              untilCalledAway(() -> play.firstVoice(List.of("f1", "f2")));
            }),
        actor(
            "second",
            () -> {
              interrupt(first);
              play.secondVoice(List.of("s1", "s2"));
            }));
    assertHeard(spoken("f"), 2);
  }

  @Scenario(
      value = "The second voice is called away by somebody else, also when its turn has just come",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(MISSING_SENTINEL)
  void calledAwayInTheMiddle() {
    var play = new RadioPlay(tape::record);
    var second = new AtomicReference<Thread>();
    Actors.together(
        actor("first", () -> play.firstVoice(List.of("f1", "f2"))),
        actor(
            "second",
            () -> {
              second.set(Thread.currentThread());
              untilCalledAway(() -> play.secondVoice(List.of("s1")));
            }),
        actor("director", () -> interrupt(second)));
    assertHeard(2, spoken("s"));
  }

  @Scenario(
      value = "The microphone fails for the first voice: the second speaks on alone",
      harmlessRaces = true)
  @Detects(MISSING_SENTINEL)
  void firstBreaksOff() {
    var play = new RadioPlay(line -> recordAllBut("f2", line));
    Actors.together(
        actor("first", () -> assertBreaksOff(() -> play.firstVoice(List.of("f1", "f2", "f3")))),
        actor("second", () -> play.secondVoice(List.of("s1", "s2"))));
    assertEquals(inTurns(1, 2), tape.played(), "what was heard");
  }

  @Scenario(
      value = "The microphone fails for the second voice: the first speaks on alone",
      harmlessRaces = true)
  @Detects(MISSING_SENTINEL)
  void secondBreaksOff() {
    var play = new RadioPlay(line -> recordAllBut("s1", line));
    Actors.together(
        actor("first", () -> play.firstVoice(List.of("f1", "f2"))),
        actor("second", () -> assertBreaksOff(() -> play.secondVoice(List.of("s1", "s2")))));
    assertEquals(inTurns(2, 0), tape.played(), "what was heard");
  }

  @Scenario(
      value = "A technician is called away at any moment: the play goes on as it is written",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(WRONG_ORDER)
  void technicianIsCalledAway() {
    var play = new RadioPlay(tape::record);
    var technician = new AtomicReference<Thread>();
    Actors.together(
        actor(
            "first",
            () -> {
              play.firstVoice(List.of("f1"));
              interrupt(technician);
            }),
        actor("second", () -> play.secondVoice(List.of("s1"))),
        actor(
            "technician",
            () -> {
              technician.set(Thread.currentThread());
              untilCalledAway(play::awaitEnd);
            }));
    assertEquals(inTurns(1, 1), tape.played(), "what was heard");
  }

  private static void untilCalledAway(Actors.Body body) throws Exception {
    try {
      body.run();
    } catch (InterruptedException calledAway) {
      // It may also return, with the status set or before it was called.
    }
  }

  private static void interrupt(AtomicReference<Thread> whom) {
    Thread thread = whom.get();
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void recordAllBut(String bad, String line) {
    if (line.equals(bad)) {
      throw new HumAndCrackle();
    }
    tape.record(line);
  }

  private static void assertBreaksOff(Actors.Body body) throws Exception {
    boolean brokeOff = false;
    try {
      body.run();
    } catch (HumAndCrackle expected) {
      brokeOff = true;
    }
    assertTrue(brokeOff, "what the microphone threw comes out of the voice's method");
  }

  private int spoken(String voice) {
    int spoken = 0;
    for (String line : tape.played()) {
      spoken += line.startsWith(voice) ? 1 : 0;
    }
    return spoken;
  }

  private void assertHeard(int firsts, int seconds) {
    assertEquals(inTurns(firsts, seconds), tape.played(), "what was heard");
  }

  /** Returns f1, s1, f2 and so on, with so many lines of each. */
  private static List<String> inTurns(int firsts, int seconds) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= Math.max(firsts, seconds); i++) {
      if (i <= firsts) {
        lines.add("f" + i);
      }
      if (i <= seconds) {
        lines.add("s" + i);
      }
    }
    return lines;
  }
}
