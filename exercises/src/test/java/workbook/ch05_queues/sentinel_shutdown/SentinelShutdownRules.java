package workbook.ch05_queues.sentinel_shutdown;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import workbook.grader.cause.Detects;

/** What can be seen without running the answer. */
final class SentinelShutdownRules {
  private SentinelShutdownRules() {}

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_WAITS_BY_THE_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(
              describe("a method that waits for a certain time", SentinelShutdownRules::isTimed))
          .because(
              "whoever waits, vans and sorters alike, is to wait until told: any time is too short"
                  + " for some night, and too long for every other");

  private static boolean isTimed(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    boolean takesLong =
        target.getRawParameterTypes().stream().anyMatch(t -> t.isEquivalentTo(long.class));
    boolean takesUnit =
        target.getRawParameterTypes().stream().anyMatch(t -> t.isEquivalentTo(TimeUnit.class));
    return switch (target.getName()) {
      case "sleep" -> isOf(target, Thread.class) || isOf(target, TimeUnit.class);
      case "timedWait", "timedJoin" -> isOf(target, TimeUnit.class);
      case "parkNanos", "parkUntil", "awaitNanos", "awaitUntil" -> true;
      case "wait", "join" -> takesLong || takesUnit;
      case "poll", "offer", "await", "tryLock", "tryAcquire", "get" -> takesUnit;
      default -> false;
    };
  }

  private static boolean isOf(CodeUnitAccessTarget target, Class<?> type) {
    return target.getOwner().isEquivalentTo(type);
  }
}
