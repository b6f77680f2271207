package workbook.ch03_locks.lock_ordering;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.LIVELOCK;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import workbook.grader.cause.Detects;

/** What no answer may do, whichever way it takes. */
final class LockOrderingRules {
  private static final Set<String> ALWAYS_BY_THE_CLOCK =
      Set.of("parkNanos", "parkUntil", "awaitNanos", "awaitUntil");

  private static final DescribedPredicate<JavaAccess<?>> SLEEP =
      DescribedPredicate.describe(
          "sleep", access -> access.getName().equals("sleep") && isOfTheJdk(access));

  private static final DescribedPredicate<JavaAccess<?>> WAIT_BY_THE_CLOCK =
      DescribedPredicate.describe(
          "wait by the clock", access -> isOfTheJdk(access) && isBounded(access));

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .accessTargetWhere(SLEEP)
          .as("The tanks never sleep")
          .because(
              "who sleeps and tries again has only made the deadlock, or the collision, rarer");

  @Detects(LIVELOCK)
  static final ArchRule NOBODY_LOOKS_AT_THE_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(WAIT_BY_THE_CLOCK)
          .as("Nobody waits for a tank by the clock")
          .because(
              "who gives up after a while must turn the caller away or begin again, and two who begin"
                  + " again can do so for ever; in an order of locks everybody may simply wait");

  private static boolean isOfTheJdk(JavaAccess<?> access) {
    return access.getTargetOwner().getName().startsWith("java.");
  }

  private static boolean isBounded(JavaAccess<?> access) {
    if (ALWAYS_BY_THE_CLOCK.contains(access.getName())) {
      return true;
    }
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    var parameters = target.getRawParameterTypes();
    return switch (target.getName()) {
      case "wait" -> !parameters.isEmpty();
      case "sleep" -> false; // has a rule of its own
      default -> parameters.stream().anyMatch(type -> type.isEquivalentTo(TimeUnit.class));
    };
  }

  private LockOrderingRules() {}
}
