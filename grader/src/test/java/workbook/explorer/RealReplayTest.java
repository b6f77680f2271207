package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.RealReplay.End;
import workbook.explorer.cases.Happenings;
import workbook.explorer.trace.Finding;

/** What the explorer found happens again on real threads. */
class RealReplayTest {
  private static Exploration found(String scenario) {
    Exploration e = Explorer.explore(Happenings.class, scenario);
    assertNotNull(e.found(), e.toString());
    return e;
  }

  private static RealReplay.Result real(String scenario) throws InterruptedException {
    return RealReplay.of(Happenings.class)
        .run(Happenings.class.getName(), scenario, found(scenario).replay());
  }

  private static Throwable thrown(String scenario) throws InterruptedException {
    RealReplay.Result result = real(scenario);
    assertEquals(End.THREW, result.end(), result.toString());
    assertTrue(result.forced(), result.whyNot());
    return result.failure().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lostUpdate",
        "lostUpdateOfVolatile",
        "checkThenAct",
        "twoBlocksForOne",
        "brokenIterator",
        "lostUpdateOfArray",
        "lostUpdateOfAtomic",
      })
  void anAssertionFailsForReal(String scenario) throws InterruptedException {
    Finding.AssertionFailed finding =
        assertInstanceOf(Finding.AssertionFailed.class, found(scenario).found());
    Throwable thrown = assertInstanceOf(AssertionError.class, thrown(scenario));
    assertEquals(finding.message(), thrown.getMessage());
  }

  @RepeatedTest(20)
  void itHappensEachTime() throws InterruptedException {
    assertInstanceOf(AssertionError.class, thrown("lostUpdate"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ifForWhile", "ifForWhileWithCondition"})
  void aWokenThreadFindsNothing(String scenario) throws InterruptedException {
    assertInstanceOf(NoSuchElementException.class, thrown(scenario));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lockOrder", "lockOrderOfMethods", "lockOrderOfLocks"})
  void theJvmItselfSeesTheDeadlock(String scenario) throws InterruptedException {
    RealReplay.Result result = real(scenario);
    assertEquals(End.DEADLOCKED, result.end(), result.toString());
    assertTrue(result.forced(), result.whyNot());
    long[] deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
    assertEquals(
        2,
        java.util.Arrays.stream(deadlocked)
            .filter(id -> result.stuck().stream().anyMatch(t -> t.threadId() == id))
            .count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"signalBeforeWait", "notifyForNotifyAll", "signalBeforeAwait"})
  void aLostSignalHangsForReal(String scenario) throws InterruptedException {
    RealReplay.Result result = real(scenario);
    assertEquals(End.HANGS, result.end(), result.toString());
    assertTrue(result.forced(), result.whyNot());
    assertFalse(result.stuck().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lostUpdate", "ifForWhile", "lockOrder", "signalBeforeWait"})
  void itIsTheSameFailure(String scenario) throws InterruptedException {
    RealReplay.Rehearsed rehearsed =
        RealReplay.of(Happenings.class)
            .rehearse(Happenings.class.getName(), scenario, found(scenario).replay());
    assertEquals(found(scenario).found(), rehearsed.told().found());
    RealReplay.Result result = rehearsed.run();
    assertTrue(result.confirms(rehearsed.told().found()), result.toString());
    assertFalse(result.confirms(null));
    String said = result.summary(rehearsed.told().found());
    assertTrue(said.contains("same way"), said);
  }

  @Test
  void whatCannotBeForcedIsSaid() throws InterruptedException {
    RealReplay.Result result = real("olderWrite");
    assertFalse(result.forced());
    assertTrue(result.whyNot().contains("older value"), result.whyNot());
  }
}
