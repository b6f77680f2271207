package workbook.ch01_threads.join_them_all;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.MISSING_JOIN;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.lang.ArchRule;
import workbook.grader.cause.Detects;
import workbook.support.TimedWaits;

/** What no answer may do, whichever way it takes. */
final class JoinThemAllRules {
  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .accessTargetWhere(TimedWaits.sleep())
          .as("Nobody sleeps and hopes that the volunteers are back by then")
          .because(
              "no time is long enough for every colony, and a shorter one was enough for most");

  @Detects(MISSING_JOIN)
  static final ArchRule NOBODY_GIVES_UP_WAITING =
      noClasses()
          .should()
          .accessTargetWhere(TimedWaits.waitWithTimeOut())
          .as("Nobody gives up waiting for a volunteer")
          .because(
              "a wait with a time-out ends whether or not the thread has, and the list is read"
                  + " all the same");

  private JoinThemAllRules() {}
}
