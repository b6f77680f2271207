package workbook.grader.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import workbook.grader.cause.Misconception;
import workbook.grader.verdict.Check;
import workbook.grader.verdict.Check.Status;

/** A worker may die, be killed or fall silent: the next job is done all the same. */
class WorkersTest {
  private static final Limits IMPATIENT = new Limits(500, 500, 500, 900, 800, 4_000, 5_000, 400);

  private static Job job(Class<?> tests) {
    return new Job(
        Job.Kind.BEHAVIOUR,
        "workbook.grader.worker",
        List.of(),
        List.of(tests.getName()),
        List.of(),
        1,
        "");
  }

  private static void assertFine(Workers workers) {
    List<Check> checks = workers.perform(job(DyingProbe.Fine.class), _ -> {});
    assertEquals(List.of("does nothing"), checks.stream().map(Check::name).toList());
    assertEquals(Status.PASSED, checks.getFirst().status());
  }

  private static List<ProcessHandle> workerJvms() {
    return ProcessHandle.current()
        .children()
        .filter(p -> p.info().commandLine().orElse("").contains(Worker.class.getName()))
        .toList();
  }

  @Test
  void aWorkerIsUsedAgainAsLongAsItIsWhole() {
    try (var workers = new Workers(IMPATIENT)) {
      assertFine(workers);
      List<ProcessHandle> first = workerJvms();
      assertFine(workers);
      assertEquals(first, workerJvms());
    }
    assertTrue(workerJvms().stream().noneMatch(ProcessHandle::isAlive) || workerJvms().isEmpty());
  }

  @Test
  void threadsThatCanBeCalledAwayCostNoWorker() {
    try (var workers = new Workers(IMPATIENT)) {
      assertFine(workers);
      List<ProcessHandle> first = workerJvms();
      workers.perform(job(DyingProbe.LeavesASleeper.class), _ -> {});
      assertFine(workers);
      assertEquals(first, workerJvms());
    }
  }

  @Test
  void aWorkerInWhichAThreadStaysIsNotUsedAgain() {
    try (var workers = new Workers(IMPATIENT)) {
      assertFine(workers);
      List<ProcessHandle> first = workerJvms();
      workers.perform(job(DyingProbe.LeavesADeafSleeper.class), _ -> {});
      assertFine(workers);
      assertTrue(first.stream().noneMatch(workerJvms()::contains));
    }
  }

  @Test
  void theNamesOfTheTestsAreToldAsTheyBegin() {
    List<String> begun = new ArrayList<>();
    try (var workers = new Workers(IMPATIENT)) {
      workers.perform(job(DyingProbe.Fine.class), begun::add);
    }
    assertEquals(List.of("does nothing"), begun);
  }

  @Test
  void anIdleWorkerThatHasDiedIsReplaced() throws InterruptedException {
    try (var workers = new Workers(IMPATIENT)) {
      workers.warmUp(1);
      for (ProcessHandle worker : workerJvms()) {
        worker.destroyForcibly();
        worker.onExit().join();
      }
      assertFine(workers);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void anIdleWorkerThatAnswersNoMoreIsReplaced() throws IOException, InterruptedException {
    try (var workers = new Workers(IMPATIENT)) {
      workers.warmUp(1);
      for (ProcessHandle worker : workerJvms()) {
        new ProcessBuilder("kill", "-STOP", Long.toString(worker.pid())).start().waitFor();
      }
      assertFine(workers);
    }
  }

  @Test
  void aHiddenExitIsTold() {
    try (var workers = new Workers(IMPATIENT)) {
      List<Check> checks = workers.perform(job(DyingProbe.Halts.class), _ -> {});
      Check last = checks.getLast();
      assertEquals("ends the program", last.name());
      assertEquals(Misconception.EXITS_THE_PROGRAM, last.cause());
      assertFine(workers);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aKilledWorkerBlamesNobody() {
    try (var workers = new Workers(IMPATIENT)) {
      List<Check> checks = workers.perform(job(DyingProbe.IsKilled.class), _ -> {});
      assertEquals(Status.INCONCLUSIVE, checks.getLast().status());
      assertFine(workers);
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aTestInWhichTheWorkerFallsSilentHangs() {
    try (var workers = new Workers(IMPATIENT)) {
      List<Check> checks = workers.perform(job(DyingProbe.FallsSilent.class), _ -> {});
      assertEquals("falls silent", checks.getLast().name());
      assertEquals(Misconception.ENDLESS_LOOP, checks.getLast().cause());
      assertFine(workers);
    }
  }

  @Test
  void aClassWithoutTestsIsNotPassed() {
    try (var workers = new Workers(IMPATIENT)) {
      List<Check> checks = workers.perform(job(DyingProbe.class), _ -> {});
      assertEquals(Status.INCONCLUSIVE, checks.getLast().status());
    }
  }

  @Test
  void aTestClassThatIsNotThereIsNotPassed() {
    try (var workers = new Workers(IMPATIENT)) {
      var job =
          new Job(
              Job.Kind.BEHAVIOUR, "gone", List.of(), List.of("gone.GoneTests"), List.of(), 1, "");
      List<Check> checks = workers.perform(job, _ -> {});
      assertTrue(checks.stream().noneMatch(c -> c.status() == Status.PASSED), checks::toString);
    }
  }
}
