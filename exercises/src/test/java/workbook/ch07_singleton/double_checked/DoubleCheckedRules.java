package workbook.ch07_singleton.double_checked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.SECOND_INSTANCE;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Set;
import workbook.grader.cause.Detects;

/** What no answer may do, whichever way it takes. */
final class DoubleCheckedRules {
  private static final Set<String> BY_THE_CLOCK = Set.of("sleep", "parkNanos", "parkUntil");

  private static final DescribedPredicate<JavaAccess<?>> SLEEP =
      DescribedPredicate.describe(
          "sleep",
          access ->
              BY_THE_CLOCK.contains(access.getName())
                  && access.getTargetOwner().getName().startsWith("java."));

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .accessTargetWhere(SLEEP)
          .as("The observatory never sleeps")
          .because("who waits for a survey is told when it is done, by the lock or by a signal");

  @Detects(SECOND_INSTANCE)
  static final ArchRule NOTHING_IS_LEFT_TO_THE_GARBAGE_COLLECTOR =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(SoftReference.class, WeakReference.class)
          .as("The observatory keeps its map for good")
          .because(
              "the garbage collector may take away what is held softly or weakly, and the next"
                  + " visit makes a second map");

  private DoubleCheckedRules() {}
}
