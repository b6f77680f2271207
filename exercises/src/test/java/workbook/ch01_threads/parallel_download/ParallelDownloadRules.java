package workbook.ch01_threads.parallel_download;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.MISSING_JOIN;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.lang.ArchRule;
import workbook.grader.cause.Detects;
import workbook.grader.rules.Grant;
import workbook.grader.rules.Grants;
import workbook.support.TimedWaits;

/** Lets the answer use the network, and never the clock. */
@Grants({Grant.SOCKETS})
final class ParallelDownloadRules {
  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .accessTargetWhere(TimedWaits.sleep())
          .as("Nobody sleeps and hopes that the recordings have come by then")
          .because("the sea decides how long a download takes");

  @Detects(MISSING_JOIN)
  static final ArchRule NOBODY_GIVES_UP_WAITING =
      noClasses()
          .should()
          .accessTargetWhere(TimedWaits.waitWithTimeOut())
          .as("Nobody gives up waiting for a download")
          .because(
              "a wait with a time-out ends whether or not the download has, and its place is read"
                  + " all the same");

  private ParallelDownloadRules() {}
}
