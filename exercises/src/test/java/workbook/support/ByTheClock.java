package workbook.support;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Tells what waits by the clock, for the rules of exercises in which nobody may. */
public final class ByTheClock {
  private static final Set<String> ALWAYS =
      Set.of(
          "awaitNanos",
          "awaitUntil",
          "parkNanos",
          "parkUntil",
          "sleep",
          "timedJoin",
          "timedWait",
          "tryAcquireNanos",
          "tryAcquireSharedNanos");

  /** Uses of the platform's methods that come back after a certain time, whatever happens. */
  public static final DescribedPredicate<JavaAccess<?>> WAITS =
      DescribedPredicate.describe("a method that waits for a certain time", ByTheClock::waits);

  private ByTheClock() {}

  private static boolean waits(JavaAccess<?> access) {
    if (!access.getTargetOwner().getName().startsWith("java.")
        || !(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    if (ALWAYS.contains(target.getName())) {
      return true;
    }
    var parameters = target.getRawParameterTypes();
    return switch (target.getName()) {
      case "wait" -> !parameters.isEmpty();
      case "join" -> !parameters.isEmpty() && target.getOwner().isEquivalentTo(Thread.class);
      case "convert" -> false; // reckons and does not wait
      default -> parameters.stream().anyMatch(type -> type.isEquivalentTo(TimeUnit.class));
    };
  }
}
