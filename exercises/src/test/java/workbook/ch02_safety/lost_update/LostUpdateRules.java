package workbook.ch02_safety.lost_update;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import workbook.grader.cause.Detects;

/** What no answer may do, whichever way it takes. */
final class LostUpdateRules {
  private static final DescribedPredicate<JavaClass> A_CLOCK =
      JavaClass.Predicates.equivalentTo(Thread.class)
          .or(JavaClass.Predicates.equivalentTo(TimeUnit.class));

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .accessTargetWhere(target(owner(A_CLOCK)).and(target(name("sleep"))))
          .as("The till never sleeps")
          .because(
              "a pause keeps nobody out: it makes the clash rarer, which is harder to find, and the"
                  + " café slower");

  private LostUpdateRules() {}
}
