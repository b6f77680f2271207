package workbook.ch05_queues.bounded_queue;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.FORBIDDEN_SHORTCUT;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import workbook.grader.cause.Detects;

/** What can be seen without running the answer. */
final class BoundedQueueRules {
  private static final Pattern BLOCKS_READY_MADE =
      Pattern.compile(".*(BlockingQueue|BlockingDeque|TransferQueue)");

  private static final Set<String> BLOCKS_TOO =
      Set.of(
          "SynchronousQueue",
          "DelayQueue",
          "Exchanger",
          "SubmissionPublisher",
          "Executor",
          "ExecutorService",
          "Executors",
          "ThreadPoolExecutor",
          "ScheduledExecutorService",
          "ScheduledThreadPoolExecutor",
          "AbstractExecutorService",
          "ExecutorCompletionService",
          "ForkJoinPool");

  private BoundedQueueRules() {}

  @Detects(FORBIDDEN_SHORTCUT)
  static final ArchRule NO_QUEUE_THAT_BLOCKS_READY_MADE =
      noClasses()
          .should()
          .dependOnClassesThat(
              describe("block ready-made", BoundedQueueRules::isReadyMadeQueueThatBlocks))
          .as("No queue that blocks ready-made is behind the ramp")
          .because("to build one is what this exercise is about; in your work, do take it");

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .accessTargetWhere(describe("sleep", BoundedQueueRules::isSleep))
          .as("Nobody sleeps at the ramp")
          .because(
              "whoever waits is told when there is a log, or a place; a sleep is too long for the"
                  + " one and too short for the other");

  private static boolean isReadyMadeQueueThatBlocks(JavaClass type) {
    return type.getPackageName().equals("java.util.concurrent")
        && (BLOCKS_READY_MADE.matcher(type.getSimpleName()).matches()
            || BLOCKS_TOO.contains(type.getSimpleName()));
  }

  private static boolean isSleep(JavaAccess<?> access) {
    return access.getName().equals("sleep")
        && (access.getTargetOwner().isEquivalentTo(Thread.class)
            || access.getTargetOwner().isEquivalentTo(TimeUnit.class));
  }
}
