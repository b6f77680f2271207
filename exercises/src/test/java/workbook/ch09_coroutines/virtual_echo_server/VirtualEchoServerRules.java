package workbook.ch09_coroutines.virtual_echo_server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import workbook.grader.cause.Detects;
import workbook.grader.rules.Grant;
import workbook.grader.rules.Grants;

/** What can be seen without running the answer, which may use the network. */
@Grants({Grant.SOCKETS})
final class VirtualEchoServerRules {
  private VirtualEchoServerRules() {}

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_WAITS_BY_THE_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(
              describe(
                  "a sleep, or a time-out of a socket", VirtualEchoServerRules::goesByTheClock))
          .because(
              "a visitor may be silent for hours: any time is too short for some, and looking again"
                  + " and again costs a processor its rest");

  private static boolean goesByTheClock(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    return switch (target.getName()) {
      case "sleep", "setSoTimeout", "parkNanos", "parkUntil" -> true;
      default -> false;
    };
  }
}
