package workbook.ch01_threads.parallel_download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.MISSING_JOIN;
import static workbook.grader.cause.Misconception.THREAD_LEAK;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import workbook.ch01_threads.parallel_download.Recording.Failed;
import workbook.ch01_threads.parallel_download.Recording.Heard;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** Two or three downloads without a network, under every schedule. */
final class ParallelDownloadScenarios {
  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};
  private static final byte[] THREE = {3};

  private static final Buoy NORTH = () -> ONE;
  private static final Buoy WEST = () -> TWO;
  private static final Buoy SOUTH = () -> THREE;

  @Scenario("Whichever of two buoys is quicker, both recordings are in their places")
  @Detects(MISSING_JOIN)
  void twoBuoys() throws InterruptedException {
    Recording[] morning = Harbour.fetchAll(List.of(NORTH, WEST));
    assertEquals(2, morning.length, "places for two buoys");
    assertHeard(NORTH, ONE, morning[0]);
    assertHeard(WEST, TWO, morning[1]);
  }

  @Scenario("Whichever of three buoys is quickest, all recordings are in their places")
  @Detects(MISSING_JOIN)
  void threeBuoys() throws InterruptedException {
    Recording[] morning = Harbour.fetchAll(List.of(NORTH, WEST, SOUTH));
    assertEquals(3, morning.length, "places for three buoys");
    assertHeard(NORTH, ONE, morning[0]);
    assertHeard(WEST, TWO, morning[1]);
    assertHeard(SOUTH, THREE, morning[2]);
  }

  @Scenario("Two of three buoys fail at any time: both are told, and the third is heard")
  @Detects(MISSING_JOIN)
  void twoFail() throws InterruptedException {
    var ashore = new IOException("ashore");
    var surprise = new IllegalStateException("a seal sits on it");
    Buoy north =
        () -> {
          throw ashore;
        };
    Buoy south =
        () -> {
          throw surprise;
        };
    Recording[] morning = Harbour.fetchAll(List.of(north, WEST, south));
    assertFailed(north, ashore, morning[0]);
    assertHeard(WEST, TWO, morning[1]);
    assertFailed(south, surprise, morning[2]);
  }

  @Scenario("Called away at any moment, the office has all or nothing, and leaves nobody behind")
  @Detects(THREAD_LEAK)
  void calledAway() {
    var office = new AtomicReference<Thread>();
    Actors.together(
        actor(
            "Ann",
            () -> {
              office.set(Thread.currentThread());
              try {
                assertHeard(NORTH, ONE, Harbour.fetchAll(List.of(NORTH))[0]);
              } catch (InterruptedException calledAway) {
                // Then there is nothing.
              }
            }),
        actor(
            "Bob",
            () -> {
              Thread ann = office.get();
              if (ann != null) {
                ann.interrupt();
              }
            }));
  }

  @Scenario("Two harbours fetch on the same morning: each gets its own recordings")
  @Detects(UNGUARDED_ACCESS)
  void twoHarbours() {
    Actors.together(
        actor("Ann", () -> assertHeard(NORTH, ONE, Harbour.fetchAll(List.of(NORTH))[0])),
        actor("Bob", () -> assertHeard(WEST, TWO, Harbour.fetchAll(List.of(WEST))[0])));
  }

  private static void assertHeard(Buoy buoy, byte[] sound, Recording place) {
    switch (place) {
      case Heard(Buoy from, byte[] bytes) -> {
        assertSame(buoy, from, "the buoy of a recording");
        assertArrayEquals(sound, bytes, "its bytes");
      }
      case Failed failed -> throw new AssertionError("instead of a recording: " + failed.why());
      case null -> throw new AssertionError("nothing is in the place of a recording");
    }
  }

  private static void assertFailed(Buoy buoy, Exception why, Recording place) {
    switch (place) {
      case Failed(Buoy of, Exception told) -> {
        assertSame(buoy, of, "the buoy that failed");
        assertSame(why, told, "what went wrong");
      }
      case Heard _ -> throw new AssertionError("a failure was taken for a recording");
      case null -> throw new AssertionError("nothing is in the place of a failure");
    }
  }
}
