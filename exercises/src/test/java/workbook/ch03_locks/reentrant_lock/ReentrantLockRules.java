package workbook.ch03_locks.reentrant_lock;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static workbook.grader.cause.Misconception.FORBIDDEN_SHORTCUT;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import workbook.grader.cause.Detects;
import workbook.support.ByTheClock;

/** What no answer may do, whichever way it takes. */
final class ReentrantLockRules {
  private static final DescribedPredicate<JavaClass> READY_MADE =
      DescribedPredicate.describe(
          "ready-made locks",
          type ->
              isPartOf(type, ReentrantLock.class)
                  || isPartOf(type, ReentrantReadWriteLock.class)
                  || isPartOf(type, StampedLock.class));

  @Detects(FORBIDDEN_SHORTCUT)
  static final ArchRule NO_READY_MADE_LOCK =
      noClasses()
          .should()
          .dependOnClassesThat(READY_MADE)
          .as("The key is no ready-made lock")
          .because(
              "this is about how a lock knows its owner and counts; with monitors, LockSupport, atomics,"
                  + " a semaphore or a synchroniser of your own you decide that yourself");

  @Detects(SLEEP_FOR_SIGNAL)
  static final ArchRule NOBODY_WAITS_BY_THE_CLOCK =
      noClasses()
          .should()
          .accessTargetWhere(ByTheClock.WAITS)
          .as("Nobody waits for the key by the clock")
          .because(
              "whoever waits is to be woken when the key is free; who wakes up by the clock is either"
                  + " too early or too late");

  private static boolean isPartOf(JavaClass type, Class<?> lock) {
    return type.getName().equals(lock.getName()) || type.getName().startsWith(lock.getName() + "$");
  }

  private ReentrantLockRules() {}
}
