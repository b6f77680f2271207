package workbook.ch05_queues.bounded_queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.DUPLICATED_ITEM;
import static workbook.grader.cause.Misconception.EARLY_END;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.LOST_SIGNAL;
import static workbook.grader.cause.Misconception.LOST_UPDATE;
import static workbook.grader.cause.Misconception.NO_TIMEOUT;
import static workbook.grader.cause.Misconception.UNBOUNDED;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
import static workbook.grader.cause.Misconception.UNSAFE_PUBLICATION;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/**
 * A few loggers and saws, under every schedule. Time is the schedule's: it passes where somebody
 * waits for it, and nowhere else.
 */
final class BoundedQueueScenarios {
  private static final Duration NONE = Duration.ZERO;
  private static final Duration SHORT = Duration.ofMillis(10);

  @Scenario("One log comes while another goes: there is one on the ramp after that")
  @Detects(LOST_UPDATE)
  void oneComesOneGoes() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    ramp.put("ash");
    Actors.together(
        actor("logger", () -> ramp.put("beech")),
        actor("saw", () -> assertEquals("ash", ramp.take(), "the first log")));
    assertEquals(1, ramp.size(), "logs on the ramp in the end");
    assertEquals(Optional.of("beech"), ramp.poll(NONE), "the log on the ramp in the end");
  }

  // --- nobody waits for what is there

  @Scenario("Two logs go over a ramp with room for one, in their order")
  @Detects(LOST_SIGNAL)
  void twoLogsOneAfterTheOther() {
    var ramp = new Ramp<String>(1);
    Actors.together(
        actor(
            "logger",
            () -> {
              ramp.put("ash");
              ramp.put("beech");
            }),
        actor(
            "saw",
            () -> {
              assertEquals("ash", ramp.take(), "the first log");
              assertEquals("beech", ramp.take(), "the second log");
            }));
    assertEquals(0, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario("Two saws wait, a logger brings two logs over a ramp with room for one: both get one")
  @Detects(LOST_SIGNAL)
  void twoSawsAtAShortRamp() {
    twoSaws(new Ramp<>(1));
  }

  @Scenario("Two saws wait, a logger brings two logs at once: both get one")
  @Detects(LOST_SIGNAL)
  void twoSawsAtALongRamp() {
    twoSaws(new Ramp<>(2));
  }

  private static void twoSaws(Ramp<String> ramp) {
    Actors.together(
        actor("first saw", ramp::take),
        actor("second saw", ramp::take),
        actor(
            "logger",
            () -> {
              ramp.put("ash");
              ramp.put("beech");
            }));
    assertEquals(0, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario("Two loggers wait at a full ramp with room for one, a saw takes two logs: both get on")
  @Detects(LOST_SIGNAL)
  void twoLoggersAtAShortRamp() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    ramp.put("ash");
    twoLoggers(ramp, 1);
  }

  @Scenario("Two loggers wait at a full ramp, a saw takes two logs at once: both get on")
  @Detects(LOST_SIGNAL)
  void twoLoggersAtALongRamp() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    ramp.put("ash");
    ramp.put("alder");
    twoLoggers(ramp, 2);
  }

  private static void twoLoggers(Ramp<String> ramp, int left) {
    Actors.together(
        actor("first logger", () -> ramp.put("beech")),
        actor("second logger", () -> ramp.put("cedar")),
        actor(
            "saw",
            () -> {
              ramp.take();
              ramp.take();
            }));
    assertEquals(left, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario(
      value =
          "A log comes onto one of two ramps: whoever waits there gets it, not at the other one",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(LOST_SIGNAL)
  void twoRamps() {
    var ramp = new Ramp<String>(1);
    var other = new Ramp<String>(1);
    Actors.together(
        actor("other saw", () -> other.take()),
        actor(
            "saw",
            () -> {
              ramp.take();
              other.put("birch");
            }),
        actor("logger", () -> ramp.put("ash")));
  }

  // --- room for so many

  @Scenario("Two loggers offer a log each, there is one place: one of them gets it")
  @Detects(UNBOUNDED)
  void onePlaceForTwo() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    ramp.put("ash");
    var laid = new boolean[2];
    Actors.together(
        actor("first logger", () -> laid[0] = ramp.offer("beech", NONE)),
        actor("second logger", () -> laid[1] = ramp.offer("cedar", NONE)));
    assertTrue(
        laid[0] != laid[1],
        () -> "the first logger was told " + laid[0] + ", the second " + laid[1]);
    assertEquals(2, ramp.size(), "logs on a ramp with room for 2");
    assertEquals("ash", ramp.take(), "the first log");
    assertEquals(laid[0] ? "beech" : "cedar", ramp.take(), "the second log");
  }

  @Scenario("Two loggers put a log each, there is one place, and a saw takes one: both get on")
  @Detects(UNBOUNDED)
  void onePlaceForTwoWhoWait() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    var most = new int[1];
    Actors.together(
        actor("first logger", () -> ramp.put("ash")),
        actor("second logger", () -> ramp.put("beech")),
        actor(
            "saw",
            () -> {
              most[0] = ramp.size();
              ramp.take();
            }));
    assertTrue(most[0] <= 1, () -> most[0] + " logs on a ramp with room for 1");
    assertEquals(1, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario("Two places, two loggers without patience: each gets one")
  @Detects(EARLY_END)
  void aPlaceForEach() {
    var ramp = new Ramp<String>(2);
    Actors.together(
        actor(
            "first logger",
            () -> assertTrue(ramp.offer("ash", NONE), "whether the first log got a place")),
        actor(
            "second logger",
            () -> assertTrue(ramp.offer("beech", NONE), "whether the second log got a place")));
    assertEquals(2, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario("One log, two saws without patience: one of them gets it")
  @Detects(DUPLICATED_ITEM)
  void oneLogForTwo() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    ramp.put("ash");
    var got = new boolean[2];
    Actors.together(
        actor("first saw", () -> got[0] = ramp.poll(NONE).isPresent()),
        actor("second saw", () -> got[1] = ramp.poll(NONE).isPresent()));
    assertTrue(
        got[0] != got[1], () -> "the first saw got one: " + got[0] + ", the second: " + got[1]);
    assertEquals(0, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario("Two logs, two saws without patience: each gets one of its own")
  @Detects(EARLY_END)
  void aLogForEach() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    ramp.put("ash");
    ramp.put("beech");
    var got = new String[2];
    Actors.together(
        actor("first saw", () -> got[0] = ramp.poll(NONE).orElse("none")),
        actor("second saw", () -> got[1] = ramp.poll(NONE).orElse("none")));
    assertTrue(
        List.of("ash beech", "beech ash").contains(got[0] + " " + got[1]),
        () -> "the ramp held ash and beech; the saws got " + got[0] + " and " + got[1]);
    assertEquals(0, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario("Whoever counts while a log comes and another goes counts 1, or 0, or 2")
  @Detects(UNGUARDED_ACCESS)
  void somebodyCounts() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    ramp.put("ash");
    Actors.together(
        actor("logger", () -> ramp.put("beech")),
        actor("saw", ramp::take),
        actor(
            "forester",
            () -> {
              int seen = ramp.size();
              assertTrue(seen >= 0 && seen <= 2, () -> "the forester counted " + seen);
            }));
    assertEquals(1, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario("Whoever counts while one log comes and goes counts 0 or 1")
  @Detects(UNGUARDED_ACCESS)
  void somebodyCountsTheOnlyLog() {
    var ramp = new Ramp<String>(1);
    Actors.together(
        actor("logger", () -> ramp.put("ash")),
        actor("saw", ramp::take),
        actor(
            "forester",
            () -> {
              int seen = ramp.size();
              assertTrue(seen == 0 || seen == 1, () -> "the forester counted " + seen);
            }));
    assertEquals(0, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario("Whoever takes a log sees all that was done to it before it was put")
  @Detects(UNSAFE_PUBLICATION)
  void theLogIsSeenWhole() {
    var ramp = new Ramp<int[]>(1);
    Actors.together(
        actor(
            "logger",
            () -> {
              var log = new int[1];
              log[0] = 7;
              ramp.put(log);
            }),
        actor("saw", () -> assertEquals(7, ramp.take()[0], "what the logger wrote on the log")));
  }

  // --- patience

  @Scenario(
      value = "A log comes in good time: who polls with patience gets it",
      earlyTimeouts = false)
  @Detects(EARLY_END)
  void theLogComesInTime() {
    var ramp = new Ramp<String>(1);
    Actors.together(
        actor("saw", () -> assertEquals(Optional.of("ash"), ramp.poll(SHORT), "what the saw got")),
        actor("logger", () -> ramp.put("ash")));
  }

  @Scenario(
      value =
          "One log is snatched away, another comes in good time: who polls with patience gets it",
      earlyTimeouts = false)
  @Detects(EARLY_END)
  void aLogIsSnatchedAway() {
    var ramp = new Ramp<String>(2);
    Actors.together(
        actor("saw", () -> assertTrue(ramp.poll(SHORT).isPresent(), "whether the saw got a log")),
        actor("thief", () -> ramp.poll(NONE)),
        actor(
            "logger",
            () -> {
              ramp.put("ash");
              ramp.put("beech");
            }));
  }

  @Scenario(
      value = "A place is free in good time: who offers with patience gets it",
      earlyTimeouts = false)
  @Detects(EARLY_END)
  void aPlaceIsFreeInTime() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    ramp.put("ash");
    Actors.together(
        actor(
            "logger", () -> assertTrue(ramp.offer("beech", SHORT), "whether the log got a place")),
        actor("saw", ramp::take));
    assertEquals(1, ramp.size(), "logs on the ramp in the end");
  }

  @Scenario(
      value =
          "One place is snatched away, another is free in good time: who offers with patience"
              + " gets it",
      earlyTimeouts = false)
  @Detects(EARLY_END)
  void aPlaceIsSnatchedAway() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    ramp.put("ash");
    Actors.together(
        actor(
            "logger", () -> assertTrue(ramp.offer("beech", SHORT), "whether the log got a place")),
        actor("thief", () -> ramp.offer("cedar", NONE)),
        actor(
            "saw",
            () -> {
              ramp.take();
              ramp.take();
            }));
  }

  @Scenario(
      value = "A log comes after 6 ms and goes at once: a patience of 10 ms is over after 10 ms",
      earlyTimeouts = false,
      spuriousWakeups = false)
  @Detects(NO_TIMEOUT)
  void patienceForALogIsNotRenewed() {
    var ramp = new Ramp<String>(1);
    Actors.together(
        actor(
            "saw",
            () -> {
              long start = System.nanoTime();
              ramp.poll(SHORT);
              assertNotLate(start);
            }),
        actor(
            "logger",
            () -> {
              Thread.sleep(6);
              ramp.put("ash");
              ramp.poll(NONE);
            }));
  }

  @Scenario(
      value =
          "A place is free after 6 ms and taken at once: a patience of 10 ms is over after 10 ms",
      earlyTimeouts = false,
      spuriousWakeups = false)
  @Detects(NO_TIMEOUT)
  void patienceForAPlaceIsNotRenewed() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    ramp.put("ash");
    Actors.together(
        actor(
            "logger",
            () -> {
              long start = System.nanoTime();
              ramp.offer("beech", SHORT);
              assertNotLate(start);
            }),
        actor(
            "saw",
            () -> {
              Thread.sleep(6);
              ramp.take();
              ramp.offer("cedar", NONE);
            }));
  }

  private static void assertNotLate(long start) {
    long millis = (System.nanoTime() - start) / 1_000_000;
    assertTrue(millis < 15, () -> "a patience of 10 ms was over after " + millis + " ms");
  }

  @Scenario("The patience is over just when a log comes: it is got, or it lies on the ramp")
  @Detects(LOST_ITEM)
  void theLogComesAtTheLastMoment() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    var got = new String[1];
    Actors.together(
        actor("saw", () -> got[0] = ramp.poll(SHORT).orElse("none")),
        actor("logger", () -> ramp.put("ash")));
    if (got[0].equals("none")) {
      assertEquals(1, ramp.size(), "logs on the ramp after the saw got none");
      assertEquals(Optional.of("ash"), ramp.poll(NONE), "what lies on the ramp");
    } else {
      assertEquals("ash", got[0], "what the saw got");
      assertEquals(Optional.empty(), ramp.poll(NONE), "what lies on the ramp after that");
    }
  }

  @Scenario("The patience is over just when a place is free: the log is on the ramp, or nowhere")
  @Detects(LOST_ITEM)
  void aPlaceIsFreeAtTheLastMoment() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    ramp.put("ash");
    var laid = new boolean[1];
    Actors.together(
        actor("logger", () -> laid[0] = ramp.offer("beech", SHORT)), actor("saw", ramp::take));
    assertEquals(
        laid[0] ? Optional.of("beech") : Optional.empty(),
        ramp.poll(NONE),
        "what lies on the ramp after the logger was told " + laid[0]);
    assertTrue(ramp.offer("cedar", NONE), "whether there is a place on the empty ramp");
  }

  @Scenario(
      value =
          "A logger gives up just when the place is free for which two have waited: the other"
              + " gets it",
      maxSchedules = 30_000,
      spuriousWakeups = false)
  @Detects(LOST_SIGNAL)
  void whoGivesUpLeavesThePlaceToOthers() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    ramp.put("ash");
    Actors.together(
        actor("driver", () -> ramp.offer("beech", SHORT)),
        actor("logger", () -> ramp.put("cedar")),
        actor("clock", () -> Thread.sleep(1_000)),
        actor(
            "saw",
            () -> {
              ramp.take();
              ramp.take();
            }));
  }

  @Scenario(
      value = "A saw gives up just when the log comes for which two have waited: the other gets it",
      maxSchedules = 30_000,
      spuriousWakeups = false)
  @Detects(LOST_SIGNAL)
  void whoGivesUpLeavesTheLogToOthers() {
    var ramp = new Ramp<String>(1);
    Actors.together(
        actor("hobby saw", () -> ramp.poll(SHORT)),
        actor("saw", ramp::take),
        actor("clock", () -> Thread.sleep(1_000)),
        actor(
            "logger",
            () -> {
              ramp.put("ash");
              ramp.put("beech");
            }));
  }

  // --- interrupts

  @Scenario("A saw is called away just when a log comes: it is got, or it lies on the ramp")
  @Detects(LOST_ITEM)
  void aSawIsCalledAway() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    var got = new String[1];
    var thread = new AtomicReference<Thread>();
    Actors.together(
        actor(
            "saw",
            () -> {
              thread.set(Thread.currentThread());
              try {
                got[0] = ramp.take();
              } catch (InterruptedException calledAway) {
                got[0] = "none";
              }
            }),
        actor("logger", () -> ramp.put("ash")),
        actor("boss", () -> callAway(thread)));
    assertEquals(
        got[0].equals("none") ? Optional.of("ash") : Optional.empty(),
        ramp.poll(NONE),
        "what lies on the ramp after the saw got " + got[0]);
    assertTrue(ramp.offer("beech", NONE), "whether there is a place on the empty ramp");
  }

  @Scenario("A logger is called away just when a place is free: the log is on the ramp, or nowhere")
  @Detects(LOCK_LEAK)
  void aLoggerIsCalledAway() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    ramp.put("ash");
    var laid = new boolean[1];
    var thread = new AtomicReference<Thread>();
    Actors.together(
        actor(
            "logger",
            () -> {
              thread.set(Thread.currentThread());
              try {
                ramp.put("beech");
                laid[0] = true;
              } catch (InterruptedException calledAway) {
                laid[0] = false;
              }
            }),
        actor("saw", ramp::take),
        actor("boss", () -> callAway(thread)));
    assertEquals(
        laid[0] ? Optional.of("beech") : Optional.empty(),
        ramp.poll(NONE),
        "what lies on the ramp after the logger was called away: " + !laid[0]);
    assertTrue(ramp.offer("cedar", NONE), "whether there is a place on the empty ramp");
  }

  @Scenario(
      value =
          "A logger is called away just when the place is free for which two have waited: the"
              + " other gets it",
      maxSchedules = 30_000,
      spuriousWakeups = false)
  @Detects(LOST_SIGNAL)
  void whoIsCalledAwayLeavesThePlaceToOthers() throws InterruptedException {
    var ramp = new Ramp<String>(1);
    ramp.put("ash");
    var thread = new AtomicReference<Thread>();
    Actors.together(
        actor(
            "apprentice",
            () -> {
              thread.set(Thread.currentThread());
              try {
                ramp.put("beech");
              } catch (InterruptedException calledAway) {
                return; // as it may be
              }
            }),
        actor("logger", () -> ramp.put("cedar")),
        actor("boss", () -> callAway(thread)),
        actor(
            "saw",
            () -> {
              ramp.take();
              ramp.take();
            }));
  }

  private static void callAway(AtomicReference<Thread> thread) {
    Thread known = thread.get();
    if (known != null) {
      known.interrupt();
    }
  }
}
