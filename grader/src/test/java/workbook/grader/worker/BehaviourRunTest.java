package workbook.grader.worker;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import workbook.grader.worker.LiveThreads.Seen;

/** Whose end a test waits for before it is called passed. */
class BehaviourRunTest {
  private static final StackTraceElement LEARNERS =
      new StackTraceElement("workbook.Task", "run", "Task.java", 12);

  @Test
  void aThreadThatHasNotBegunIsOnItsWay() {
    assertTrue(runs(Thread.State.RUNNABLE));
  }

  @Test
  void aThreadThatMakesAnExceptionIsOnItsWay() {
    assertTrue(
        runs(Thread.State.RUNNABLE, inNative("java.lang.Throwable", "fillInStackTrace"), LEARNERS));
  }

  @Test
  void aThreadThatWaitsIsNot() {
    assertFalse(runs(Thread.State.WAITING, inNative("java.lang.Object", "wait0"), LEARNERS));
  }

  @Test
  void aThreadThatWaitsForTheWorldOutsideIsNot() {
    assertFalse(runs(Thread.State.RUNNABLE, inNative("sun.nio.ch.Net", "accept"), LEARNERS));
  }

  private static boolean runs(Thread.State state, StackTraceElement... stack) {
    return BehaviourRun.runs(new Seen(Thread.currentThread(), state, stack));
  }

  private static StackTraceElement inNative(String type, String method) {
    return new StackTraceElement(type, method, null, -2);
  }
}
