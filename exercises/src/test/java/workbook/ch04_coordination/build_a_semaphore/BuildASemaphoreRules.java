package workbook.ch04_coordination.build_a_semaphore;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.FORBIDDEN_SHORTCUT;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TransferQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import workbook.grader.cause.Detects;
import workbook.support.ByTheClock;

/** What no answer may do, whichever way it takes. */
final class BuildASemaphoreRules {
  private static final Set<String> SEMAPHORES =
      Stream.of(
              Semaphore.class,
              BlockingQueue.class,
              BlockingDeque.class,
              TransferQueue.class,
              ArrayBlockingQueue.class,
              LinkedBlockingQueue.class,
              LinkedBlockingDeque.class,
              LinkedTransferQueue.class,
              PriorityBlockingQueue.class,
              DelayQueue.class,
              SynchronousQueue.class)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  @Detects(FORBIDDEN_SHORTCUT)
  static final ArchRule NO_READY_MADE_SEMAPHORE =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "semaphores or blocking queues", BuildASemaphoreRules::isSemaphore))
          .as("The boat house is built of neither a semaphore nor a blocking queue")
          .because(
              "both count, let wait and wake, which is all that there is to build here; monitors,"
                  + " conditions, atomics, parking and latches leave that to you");

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_WAITS_BY_THE_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(ByTheClock.WAITS)
          .as("Nobody waits for a boat by the clock")
          .because(
              "whoever waits is to be told when a boat comes in; who wakes up by the clock looks too"
                  + " early or too late");

  private static boolean isSemaphore(JavaClass type) {
    return SEMAPHORES.contains(type.getName());
  }

  private BuildASemaphoreRules() {}
}
