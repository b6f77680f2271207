package workbook.explorer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import workbook.explorer.Exploration;
import workbook.explorer.Explorer;
import workbook.explorer.model.cases.CollectionScenarios;
import workbook.explorer.model.cases.HandleScenarios;
import workbook.explorer.model.cases.LockScenarios;
import workbook.explorer.model.cases.MapScenarios;
import workbook.explorer.model.cases.MeetingScenarios;
import workbook.explorer.model.cases.SynchronizerScenarios;

/**
 * What threads do to each other by way of a modelled class: right uses pass in all schedules, wrong
 * ones fail.
 */
class ModelVerdictsTest {
  private static void judge(Class<?> scenarios, String method, String verdict) {
    Exploration e = Explorer.explore(scenarios, method);
    String found = e.finding().map(f -> f.getClass().getSimpleName()).orElse("none");
    assertEquals(verdict, found, e::toString);
    assertTrue(!verdict.equals("none") || e.exhaustive(), e::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "readersAndWriters, none",
    "writersOnly, none",
    "writesWhileReading, DataRace",
    "upgrade, Deadlock",
    "downgrade, none",
    "readersMeet, none",
    "writersCannotMeet, LostWakeup",
    "readLockLeft, LeakedLock",
    "condition, none",
    "timedWriter, none",
    "optimistic, none",
    "optimisticUnasked, AssertionFailed",
    "optimisticUsedTooEarly, UncaughtException",
    "optimisticWithAWriterWithoutLock, DataRace",
    "optimisticTwice, none",
    "stampedTwice, Deadlock",
    "stampedWriteThenRead, Deadlock",
    "stampedReadTwice, Deadlock",
    "stampedConversion, none",
    "stampedWritesWhileReading, DataRace",
  })
  void locks(String method, String verdict) {
    judge(LockScenarios.class, method, verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "computeTwice, none",
    "computeSlowly, none",
    "readWhileComputing, AssertionFailed",
    "merge, none",
    "getThenPut, AssertionFailed",
    "replaceInALoop, none",
    "computeIfAbsentOnce, none",
    "checkThenPut, AssertionFailed",
    "removeOnce, none",
    "publication, none",
    "publicationByAnotherKey, DataRace",
    "valuesAreNotGuarded, AssertionFailed",
    "iteration, none",
    "iterationIsNoSnapshot, AssertionFailed",
    "sizeThenPut, AssertionFailed",
    "recursion, UncaughtException",
    "deadlockByFunction, Deadlock",
    "spin, none",
    "spinForEver, NoProgress",
    "keySet, none",
    "differentKeys, none",
  })
  void maps(String method, String verdict) {
    judge(MapScenarios.class, method, verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "pollOnce, none",
    "checkThenRemove, UncaughtException",
    "handOver, none",
    "changedAfterHandOver, DataRace",
    "copyOnWrite, none",
    "copyOnWriteLosesUpdates, AssertionFailed",
    "copyOnWriteReplaceAll, none",
    "skipListMerge, none",
    "skipListMergeRunsOnce, AssertionFailed",
    "skipListPoll, none",
    "synchronousQueue, none",
    "synchronousQueueAlone, LostWakeup",
    "synchronousOffer, none",
    "transfer, none",
    "priorities, none",
    "workStealing, none",
    "delays, none",
    "adder, none",
    "adderReset, AssertionFailed",
    "accumulatorOrder, AssertionFailed",
    "array, none",
    "abaSeen, AssertionFailed",
    "abaStamped, none",
  })
  void collections(String method, String verdict) {
    judge(CollectionScenarios.class, method, verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "mutex, none",
    "mutexOfThree, none",
    "fairMutex, none",
    "forgetsToSetTheState, LostWakeup",
    "forgetsToSayItIsFree, LostWakeup",
    "getsThenSets, AssertionFailed",
    "oppositeOrders, Deadlock",
    "semaphore, none",
    "semaphoreThatForgets, LostWakeup",
    "latch, none",
    "latchThatOpensNobody, LostWakeup",
    "condition, none",
    "conditionWithIf, AssertionFailed",
    "signalTooEarly, LostWakeup",
    "interrupted, none",
    "gaveUp, none",
    "firstComeFirstServed, LostWakeup",
  })
  void synchronizers(String method, String verdict) {
    judge(SynchronizerScenarios.class, method, verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "adds, none",
    "getsThenSets, AssertionFailed",
    "weakInALoop, none",
    "weakOnce, AssertionFailed",
    "weakPlainInALoop, none",
    "releaseAcquire, none",
    "releaseVolatile, none",
    "publishedByCompareAndSet, none",
    "opaque, AssertionFailed",
    "releaseOpaque, AssertionFailed",
    "opaqueAcquire, AssertionFailed",
    "releasePlain, AssertionFailed",
    "releaseByName, AssertionFailed",
    "byNameAcquire, AssertionFailed",
    "fences, none",
    "fenceTooLate, AssertionFailed",
    "opaqueIsNoRace, none",
    "coherent, none",
    "incoherent, AssertionFailed",
    "bothVolatile, none",
    "bothReleaseAcquire, AssertionFailed",
    "bothFence, none",
    "elements, none",
    "elementByIndex, DataRace",
    "spinLock, none",
    "spinLockFreedOpaquely, DataRace",
    "updaterAdds, none",
    "updaterGetsThenSets, AssertionFailed",
    "updaterAndName, AssertionFailed",
    "lazySet, AssertionFailed",
  })
  void handles(String method, String verdict) {
    judge(HandleScenarios.class, method, verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "barrier, none",
    "barrierTwice, none",
    "barrierWaitsForEver, LostWakeup",
    "brokenBarrier, none",
    "interruptedBarrier, none",
    "phaser, none",
    "phaserForgotten, LostWakeup",
    "exchanger, none",
    "exchangerOddOneOut, LostWakeup",
    "parking, none",
    "parkingWithoutALoop, AssertionFailed",
    "unparkedTooEarly, ThreadLeft",
    "threadLocal, none",
    "threadLocalOfOneObject, AssertionFailed",
  })
  void meetings(String method, String verdict) {
    judge(MeetingScenarios.class, method, verdict);
  }
}
