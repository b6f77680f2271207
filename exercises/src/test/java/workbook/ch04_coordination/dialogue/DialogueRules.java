package workbook.ch04_coordination.dialogue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.lang.ArchRule;
import workbook.grader.cause.Detects;
import workbook.support.ByTheClock;

/** What no answer may do, whichever way it takes. */
final class DialogueRules {
  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_WAITS_BY_THE_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(ByTheClock.WAITS)
          .as("Nobody waits by the clock for their turn")
          .because(
              "a line can take longer than any pause; whoever waits is to be told when it is their"
                  + " turn, or when the play is over");

  private DialogueRules() {}
}
