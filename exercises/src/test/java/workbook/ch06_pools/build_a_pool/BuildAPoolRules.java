package workbook.ch06_pools.build_a_pool;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.FORBIDDEN_SHORTCUT;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import workbook.grader.cause.Detects;
import workbook.support.TimedWaits;

/** What can be seen without running the answer. */
final class BuildAPoolRules {
  private static final Set<String> READY_MADE =
      Set.of(
          "java.util.Timer",
          "java.util.TimerTask",
          "java.util.concurrent.AbstractExecutorService",
          "java.util.concurrent.CompletionService",
          "java.util.concurrent.CountedCompleter",
          "java.util.concurrent.ExecutorCompletionService",
          "java.util.concurrent.ExecutorService",
          "java.util.concurrent.Executors",
          "java.util.concurrent.ForkJoinPool",
          "java.util.concurrent.ForkJoinTask",
          "java.util.concurrent.ForkJoinWorkerThread",
          "java.util.concurrent.RecursiveAction",
          "java.util.concurrent.RecursiveTask",
          "java.util.concurrent.ScheduledExecutorService",
          "java.util.concurrent.ScheduledThreadPoolExecutor",
          "java.util.concurrent.StructuredTaskScope",
          "java.util.concurrent.SubmissionPublisher",
          "java.util.concurrent.ThreadPoolExecutor");

  private BuildAPoolRules() {}

  @Detects(FORBIDDEN_SHORTCUT)
  static final ArchRule NO_READY_MADE_POOL =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe("run tasks ready-made", type -> READY_MADE.contains(outermost(type))))
          .as("No ready-made pool is behind the workshop")
          .because("to build one is what this exercise is about; in your work, do take it");

  @Detects(FORBIDDEN_SHORTCUT)
  static final ArchRule NO_POOL_THAT_IS_NOT_SEEN =
      noClasses()
          .should()
          .accessTargetWhere(
              describe("a method that runs tasks in a pool", BuildAPoolRules::usesHiddenPool))
          .as("No pool that is not seen does the work")
          .because("a parallel stream or an ...Async method has a ready-made pool behind it");

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_WAITS_BY_THE_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(TimedWaits.sleep().or(TimedWaits.waitWithTimeOut()))
          .because(
              "a hand without a job is told when there is one, and when there will be none any"
                  + " more; any time is too short for a quiet day");

  private static String outermost(JavaClass type) {
    int dollar = type.getName().indexOf('$');
    return dollar < 0 ? type.getName() : type.getName().substring(0, dollar);
  }

  private static boolean usesHiddenPool(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return access.getTargetOwner().isEquivalentTo(CompletableFuture.class)
            && (name.endsWith("Async") || name.equals("delayedExecutor"))
        || owner.startsWith("java.util.") && name.startsWith("parallel");
  }
}
