package workbook.explorer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import workbook.explorer.Exploration;
import workbook.explorer.Explorer;
import workbook.explorer.cases.Pools;

/** Scenarios around executors and futures whose verdicts are known. */
class ExecutorModelsTest {
  @ParameterizedTest
  @CsvSource({
    "shutdownNowLosesTasks, AssertionFailed",
    "noAwait, AssertionFailed",
    "shutdownDoesNotInterrupt, LostWakeup",
    "starvedByItself, Deadlock",
    "neverShutDown, ThreadLeft",
    "racingTasks, AssertionFailed",
    "sequentialInDisguise, LostWakeup",
    "throwingTask, UncaughtException",
    "allOfNotJoined, AssertionFailed",
    "joinsTheWrongStage, AssertionFailed",
    "forkedTasksRace, AssertionFailed",
    "timerLeft, ThreadLeft",
    "parallelStream, NotModelled",
  })
  void wrongProgramsFail(String scenario, String finding) {
    Exploration e = Explorer.explore(Pools.class, scenario);
    assertNotNull(e.found(), e.toString());
    assertEquals(finding, e.found().getClass().getSimpleName(), e.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shutdownFinishesWhatWasSubmitted",
        "shutdownNowInterrupts",
        "notStarved",
        "confinedTasks",
        "published",
        "submittedBeforeGetting",
        "cancelledBeforeItRan",
        "invokeAllKeepsTheOrder",
        "completionOrder",
        "invokeAnyTakesOne",
        "callerRuns",
        "handsOff",
        "priorities",
        "rejected",
        "throwingTaskWithHandler",
        "hooks",
        "figures",
        "exceptionally",
        "allOfJoins",
        "combines",
        "completedOnce",
        "timesOut",
        "completesOnTimeout",
        "futureTaskRunsOnce",
        "cancelWithInterrupt",
        "failureIsWrapped",
        "forksAndJoins",
        "oneWorkerIsEnough",
        "countedCompleters",
        "fixedRate",
        "delayed",
        "timerCancelled",
      })
  void rightProgramsPass(String scenario) {
    Exploration e = Explorer.explore(Pools.class, scenario);
    assertNull(e.found(), e.toString());
    assertTrue(e.exhaustive(), e.toString());
  }

  @ParameterizedTest
  @CsvSource({"completionOrder, ab ba", "completedOnce, a b"})
  void everyOrderOccurs(String scenario, String outcomes) {
    var seen = Explorer.of(Pools.class).outcomes(Pools.class.getName(), scenario, true, 20_000);
    assertEquals(Set.of(outcomes.split(" ")), seen.values());
  }

  @Test
  void aWaitingWorkerLetsAnotherTakeItsPlace() {
    assertNull(Explorer.explore(Pools.class, "joinWithinTheCommonPool").found());
  }

  @Test
  void aStarvedPoolIsTold() {
    assertTrue(
        Explorer.explore(Pools.class, "starvedByItself")
            .toString()
            .contains("pool-1-thread-1 waits for FutureTask"));
  }
}
