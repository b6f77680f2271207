package workbook.ch02_safety.scoped_lock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.lang.ArchRule;
import workbook.grader.cause.Detects;
import workbook.support.TimedWaits;

/** What no answer may do, whichever way it takes. */
final class ScopedLockRules {
  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_LOOKS_AT_THE_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(TimedWaits.sleep().or(TimedWaits.waitWithTimeOut()))
          .as("Nobody waits for the light by the clock")
          .because(
              "whoever waits for the light waits until it is off: any time is too short for some"
                  + " song, and too long for every other");

  private ScopedLockRules() {}
}
