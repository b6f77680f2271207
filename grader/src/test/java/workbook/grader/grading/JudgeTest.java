package workbook.grader.grading;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Gate;

class JudgeTest {
  private static final Check COMPILED = Check.passed(Gate.COMPILE, "compiles");
  private static final Check TESTED = Check.passed(Gate.BEHAVIOUR, "a test");

  private static Check failed(Gate gate, Misconception cause) {
    return Check.failed(gate, "a check", cause, "", null, "");
  }

  private static void assertVerdict(String verdict, Check... checks) {
    assertEquals(verdict, Judge.verdict(List.of(checks)).id());
  }

  @Test
  void allThatRanHolds() {
    assertVerdict("passed", COMPILED, TESTED, Check.skipped(Gate.STRESS, "stress", "none"));
  }

  @Test
  void nobodyPassesByWhatDidNotRun() {
    assertVerdict("inconclusive");
    assertVerdict("inconclusive", COMPILED, Check.passed(Gate.RULES, "rules"));
    assertVerdict("inconclusive", COMPILED, Check.skipped(Gate.BEHAVIOUR, "behaviour", "none"));
  }

  @Test
  void whatCouldNotBeToldIsNotPassed() {
    assertVerdict("inconclusive", COMPILED, TESTED, Check.inconclusive(Gate.SCHEDULES, "s", "why"));
    assertVerdict("inconclusive", COMPILED, TESTED, Check.inconclusive(Gate.STRESS, "s", "why"));
  }

  @Test
  void stressIsASecondOpinionWhereEveryScheduleWasExplored() {
    assertVerdict(
        "passed",
        COMPILED,
        TESTED,
        Check.passed(Gate.SCHEDULES, "s"),
        Check.inconclusive(Gate.STRESS, "s", "why"));
  }

  @Test
  void theFirstFailureDecides() {
    assertVerdict(
        "wrong",
        Check.inconclusive(Gate.BEHAVIOUR, "s", "why"),
        failed(Gate.BEHAVIOUR, Misconception.LOST_UPDATE),
        failed(Gate.BEHAVIOUR, Misconception.DEADLOCK));
  }

  @Test
  void theGateAndTheCauseMakeTheVerdict() {
    assertVerdict("does_not_compile", failed(Gate.COMPILE, Misconception.CHANGED_SIGNATURE));
    assertVerdict("forbidden", failed(Gate.COMPILE, Misconception.FORBIDDEN_SHORTCUT));
    assertVerdict("forbidden", failed(Gate.RULES, Misconception.EXITS_THE_PROGRAM));
    assertVerdict("wrong", failed(Gate.RULES, Misconception.SLEEP_FOR_SIGNAL));
    assertVerdict("wrong", failed(Gate.BEHAVIOUR, Misconception.EXITS_THE_PROGRAM));
    assertVerdict("hangs", failed(Gate.BEHAVIOUR, Misconception.LOCK_ORDER_INVERSION));
  }

  @Test
  void whatWasSeenToHangHangsWhateverItsCause() {
    assertVerdict("hangs", failed(Gate.SCHEDULES, Misconception.LOST_ITEM).hanging());
    assertVerdict("hangs", failed(Gate.BEHAVIOUR, Misconception.LOCK_LEAK).hanging());
    assertVerdict("wrong", failed(Gate.SCHEDULES, Misconception.LOST_ITEM));
    assertVerdict("wrong", failed(Gate.SCHEDULES, Misconception.NOTIFY_FOR_NOTIFY_ALL));
  }
}
