package workbook.ch06_pools.as_completed;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.lang.ArchRule;
import workbook.grader.cause.Detects;
import workbook.support.TimedWaits;

/** What can be seen without running the answer. */
final class AsCompletedRules {
  private AsCompletedRules() {}

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_WAITS_BY_THE_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(TimedWaits.sleep().or(TimedWaits.waitWithTimeOut()))
          .because(
              "the announcer is told when a report is there: any time is too long for a district"
                  + " that is done, and too short for one that is not");
}
