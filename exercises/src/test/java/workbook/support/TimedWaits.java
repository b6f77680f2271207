package workbook.support;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells calls that wait by the clock, for rules of exercises in which a clock is no way out. */
public final class TimedWaits {
  private TimedWaits() {}

  /** Returns what tells a call that sleeps, whatever may happen meanwhile. */
  public static DescribedPredicate<JavaAccess<?>> sleep() {
    return describe("a method that sleeps for a certain time", TimedWaits::isSleep);
  }

  /** Returns what tells a call that waits for something and gives up after a certain time. */
  public static DescribedPredicate<JavaAccess<?>> waitWithTimeOut() {
    return describe("a method that waits for a certain time", TimedWaits::isTimed);
  }

  private static boolean isSleep(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    return switch (target.getName()) {
      case "sleep" -> isOf(target, Thread.class) || isOf(target, TimeUnit.class);
      case "parkNanos", "parkUntil" -> true;
      case "delayedExecutor", "schedule" -> target.getOwner().getName().startsWith("java.util.");
      default -> false;
    };
  }

  private static boolean isTimed(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    return switch (target.getName()) {
      case "timedWait", "timedJoin" -> isOf(target, TimeUnit.class);
      case "awaitNanos", "awaitUntil", "orTimeout", "completeOnTimeout" -> true;
      case "wait", "join" -> takes(target, long.class, Duration.class);
      case "poll",
          "offer",
          "await",
          "awaitTermination",
          "tryLock",
          "tryAcquire",
          "get",
          "invokeAll",
          "invokeAny",
          "exchange" ->
          takes(target, TimeUnit.class);
      default -> false;
    };
  }

  private static boolean takes(CodeUnitAccessTarget target, Class<?>... any) {
    List<JavaClass> parameters = target.getRawParameterTypes();
    return List.of(any).stream()
        .anyMatch(type -> parameters.stream().anyMatch(p -> p.isEquivalentTo(type)));
  }

  private static boolean isOf(CodeUnitAccessTarget target, Class<?> type) {
    return target.getOwner().isEquivalentTo(type);
  }
}
