package workbook.explorer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.explorer.cases.Counters;
import workbook.explorer.cases.Locks;
import workbook.explorer.cases.Nasty;
import workbook.explorer.cases.Overlaps;
import workbook.explorer.cases.Publications;
import workbook.explorer.cases.Signals;
import workbook.explorer.trace.Finding;

class VerdictsTest {
  private static Exploration explore(String scenario) {
    String[] parts = scenario.split("\\.", -1);
    return Explorer.explore(
        switch (parts[0]) {
          case "Counters" -> Counters.class;
          case "Locks" -> Locks.class;
          case "Publications" -> Publications.class;
          case "Nasty" -> Nasty.class;
          case "Overlaps" -> Overlaps.class;
          case "Signals" -> Signals.class;
          default -> throw new IllegalArgumentException(scenario);
        },
        parts[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "Counters.plainField, AssertionFailed",
    "Counters.volatileField, AssertionFailed",
    "Locks.oppositeMonitors, Deadlock",
    "Locks.oppositeLocks, Deadlock",
    "Locks.lockLeft, LeakedLock",
    "Signals.ifInsteadOfWhile, UncaughtException",
    "Signals.signalBeforeWait, LostWakeup",
    "Signals.notifyForNotifyAll, LostWakeup",
    "Signals.admitsTooMany, AssertionFailed",
    "Signals.crewThatLosesWork, AssertionFailed",
    "Publications.lazily, AssertionFailed",
    "Publications.doubleChecked, AssertionFailed",
    "Publications.plainStopFlag, NoProgress",
    "Publications.storeBuffer, AssertionFailed",
    "Overlaps.oneLockForAll, CannotOverlap",
    "Nasty.catchesEverything, LostWakeup",
    "Nasty.classesThatNeedEachOther, Deadlock",
    "Nasty.countingLoop, NoProgress",
    "Nasty.emptyLoop, NoProgress",
    "Nasty.escapesFromItsConstructor, AssertionFailed",
    "Nasty.notModelled, NotModelled",
    "Nasty.interfaceStatics, NotModelled",
    "Nasty.racingIterator, UncaughtException",
    "Nasty.racingList, DataRace",
    "Nasty.recursion, UncaughtException",
    "Nasty.sleepsForEver, NoProgress",
    "Nasty.talksWithoutEnd, NoProgress",
    "Locks.tryAndBackOff, NoProgress",
    "Nasty.waitsForNobody, NoProgress",
    "Overlaps.oneAfterTheOther, CannotOverlap",
    "Overlaps.poolOfOne, CannotOverlap",
    "Overlaps.poolOfTwoWithOneLock, CannotOverlap",
    "Overlaps.futuresOfAPoolThatStaysWithOneLock, CannotOverlap",
    "Overlaps.virtualThreadsWithOneLock, CannotOverlap",
    "Overlaps.completableFuturesWithOneLock, CannotOverlap",
  })
  void wrongProgramsFail(String scenario, String finding) {
    Exploration e = explore(scenario);
    assertNotNull(e.found(), e.toString());
    assertEquals(finding, e.finding().orElseThrow().getClass().getSimpleName(), e.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "Counters.synchronisedMethod",
    "Counters.atomicVariable",
    "Locks.orderedLocks",
    "Signals.notifyAllOfThem",
    "Signals.boundedRing",
    "Signals.crewThatFinishes",
    "Publications.doubleCheckedWithVolatile",
    "Publications.volatileStopFlag",
    "Publications.holderIdiom",
    "Overlaps.locksOfTheirOwn",
    "Overlaps.poolOfTwo",
    "Overlaps.futuresOfAPoolThatStays",
    "Overlaps.virtualThreads",
    "Overlaps.completableFutures",
    "Nasty.pollsUnderALock",
    "Nasty.realLock",
    "Nasty.waitsByTheClock",
    "Nasty.waitsForAState",
  })
  void rightProgramsPassInAllSchedules(String scenario) {
    Exploration e = explore(scenario);
    assertNull(e.found(), e.toString());
    assertTrue(e.exhaustive(), e.toString());
  }

  @Test
  void aRaceThatNoExecutionSuffersFromIsToldAsHarmless() {
    Finding found = explore("Publications.racyButHarmless").found();
    assertTrue(assertInstanceOf(Finding.DataRace.class, found).harmless());
  }

  @ParameterizedTest
  @CsvSource({"Counters.plainField", "Signals.ifInsteadOfWhile", "Publications.doubleChecked"})
  void theSameAgainIsTheSameToTheByte(String scenario) {
    assertEquals(explore(scenario).toString(), explore(scenario).toString());
  }

  @Test
  void manyTurnsAreNoLivelock() {
    Exploration e = explore("Nasty.manyTurns");
    assertNull(e.found(), e.toString());
    assertFalse(e.exhaustive());
  }

  @Test
  void aFailingScheduleCanBeRunAgain() {
    Exploration first = explore("Signals.ifInsteadOfWhile");
    Exploration again =
        Explorer.of(Signals.class)
            .replay(Signals.class.getName(), "ifInsteadOfWhile", first.replay());
    assertEquals(first.trace(), again.trace());
    assertEquals(first.found(), again.found());
  }
}
