package workbook.ch01_threads.join_them_all;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.MISSING_JOIN;
import static workbook.grader.cause.Misconception.THREAD_LEAK;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** Two or three volunteers, under every schedule. */
final class JoinThemAllScenarios {

  @Scenario("Whichever of two volunteers is quicker, both figures are in their places")
  @Detects(MISSING_JOIN)
  void twoRoosts() throws InterruptedException {
    assertArrayEquals(new int[] {7, 5}, BatCensus.countAll(List.of(() -> 7, () -> 5)));
  }

  @Scenario("Whichever of three volunteers is quickest, all figures are in their places")
  @Detects(MISSING_JOIN)
  void threeRoosts() throws InterruptedException {
    assertArrayEquals(new int[] {7, 5, 9}, BatCensus.countAll(List.of(() -> 7, () -> 5, () -> 9)));
  }

  @Scenario("Called away at any moment, she has all the figures or none, and leaves nobody behind")
  @Detects(THREAD_LEAK)
  void calledAway() {
    var coordinator = new AtomicReference<Thread>();
    Actors.together(
        actor(
            "Ann",
            () -> {
              coordinator.set(Thread.currentThread());
              try {
                assertArrayEquals(new int[] {7}, BatCensus.countAll(List.of(() -> 7)));
              } catch (InterruptedException calledAway) {
                // Then there are no figures.
              }
            }),
        actor(
            "Bob",
            () -> {
              Thread ann = coordinator.get();
              if (ann != null) {
                ann.interrupt();
              }
            }));
  }

  @Scenario("Two towns count their bats on the same evening: each gets its own figures")
  @Detects(UNGUARDED_ACCESS)
  void twoTowns() {
    Actors.together(
        actor("Ann", () -> assertArrayEquals(new int[] {7}, BatCensus.countAll(List.of(() -> 7)))),
        actor("Bob", () -> assertArrayEquals(new int[] {5}, BatCensus.countAll(List.of(() -> 5)))));
  }
}
