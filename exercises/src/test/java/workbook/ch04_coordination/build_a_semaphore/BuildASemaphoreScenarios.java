package workbook.ch04_coordination.build_a_semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.CHECK_THEN_ACT;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.LOST_SIGNAL;
import static workbook.grader.cause.Misconception.LOST_UPDATE;
import static workbook.grader.cause.Misconception.STALE_READ;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/**
 * Two or three people at the lake, under every schedule. A race is a fault here if something comes
 * of it: that is what each scenario asks.
 */
final class BuildASemaphoreScenarios {
  private final AtomicInteger onTheLake = new AtomicInteger();

  @Scenario(value = "Ann waits and Bob brings a boat: she gets it", harmlessRaces = true)
  @Detects(LOST_SIGNAL)
  void oneWaits() {
    var house = new BoatHouse(0);
    Actors.together(actor("Ann", () -> house.takeOut()), actor("Bob", () -> house.bringBack(1)));
    assertEquals(0, house.ashore(), "boats ashore after that");
  }

  @Scenario(value = "Two boats come in at the same time: both count", harmlessRaces = true)
  @Detects(LOST_UPDATE)
  void twoComeIn() {
    var house = new BoatHouse(0);
    Actors.together(actor("Ann", () -> house.bringBack(1)), actor("Bob", () -> house.bringBack(2)));
    assertEquals(3, house.ashore(), "boats ashore after 1 and 2 were brought");
  }

  @Scenario(value = "One boat leaves while another one comes in", harmlessRaces = true)
  @Detects(LOST_UPDATE)
  void oneLeavesAndOneComes() {
    var house = new BoatHouse(1);
    Actors.together(actor("Ann", () -> house.takeOut()), actor("Bob", () -> house.bringBack(1)));
    assertEquals(1, house.ashore(), "boats ashore after one left and one came");
  }

  @Scenario(
      value = "Two people try for the last boat: one gets it, the other is told that there is none",
      harmlessRaces = true)
  @Detects(CHECK_THEN_ACT)
  void lastBoat() {
    var house = new BoatHouse(1);
    var got = new boolean[2];
    Actors.together(
        actor("Ann", () -> got[0] = house.tryTakeOut()),
        actor("Bob", () -> got[1] = house.tryTakeOut()));
    assertTrue(got[0] != got[1], () -> "Ann was told " + got[0] + ", Bob was told " + got[1]);
    assertEquals(0, house.ashore(), "boats ashore after that");
  }

  @Scenario(value = "Two people try for two boats: both get one", harmlessRaces = true)
  @Detects(CHECK_THEN_ACT)
  void twoBoats() {
    var house = new BoatHouse(2);
    var got = new boolean[2];
    Actors.together(
        actor("Ann", () -> got[0] = house.tryTakeOut()),
        actor("Bob", () -> got[1] = house.tryTakeOut()));
    assertTrue(got[0] && got[1], () -> "Ann was told " + got[0] + ", Bob was told " + got[1]);
    assertEquals(0, house.ashore(), "boats ashore after that");
  }

  @Scenario(
      value = "Somebody tries for one of two boats while others bring some: she gets one",
      harmlessRaces = true)
  @Detects(CHECK_THEN_ACT)
  void triesAmongOthers() {
    var house = new BoatHouse(1);
    Actors.together(
        actor("Ann", () -> assertTrue(house.tryTakeOut(), "the answer to Ann, with a boat ashore")),
        actor("Bob", () -> house.bringBack(1)));
    assertEquals(1, house.ashore(), "boats ashore after one left and one came");
  }

  @Scenario(
      value = "Ann and Bob want the one boat and bring it back: never are both on the lake",
      harmlessRaces = true)
  @Detects(CHECK_THEN_ACT)
  void oneAtATime() {
    var house = new BoatHouse(1);
    Actors.together(actor("Ann", () -> row(house)), actor("Bob", () -> row(house)));
    assertEquals(1, house.ashore(), "boats ashore in the evening");
  }

  @Scenario(
      value = "Ann, who waits, and Bob, who only tries, never have the one boat both",
      harmlessRaces = true)
  @Detects(CHECK_THEN_ACT)
  void oneWaitsAndOneTries() {
    var house = new BoatHouse(1);
    Actors.together(
        actor("Ann", () -> row(house)),
        actor(
            "Bob",
            () -> {
              if (house.tryTakeOut()) {
                assertEquals(1, onTheLake.incrementAndGet(), "people on the lake, with one boat");
                onTheLake.decrementAndGet();
                house.bringBack(1);
              }
            }));
    assertEquals(1, house.ashore(), "boats ashore in the evening");
  }

  @Scenario(
      value = "What Ann has written into the boat's log, Bob can read there",
      harmlessRaces = true)
  @Detects(STALE_READ)
  void whatOneDidTheNextSees() throws InterruptedException {
    var house = new BoatHouse(1);
    var log = new int[1]; // plain: that there is only one boat makes it safe
    Actors.together(
        actor(
            "Ann",
            () -> {
              house.takeOut();
              log[0]++;
              house.bringBack(1);
            }),
        actor(
            "Bob",
            () -> {
              if (house.tryTakeOut()) {
                log[0]++;
                house.bringBack(1);
              } else {
                house.takeOut();
                log[0]++;
                house.bringBack(1);
              }
            }));
    house.takeOut();
    assertEquals(2, log[0], "entries in the log, after two people made one each");
  }

  @Scenario(
      value = "Who asks again and again how many boats are ashore will see one come in",
      harmlessRaces = true)
  @Detects(STALE_READ)
  void askedAgainAndAgain() {
    var house = new BoatHouse(0);
    Actors.together(
        actor("Ann", () -> house.bringBack(1)),
        actor(
            "Bob",
            () -> {
              while (house.ashore() == 0) {
                Thread.onSpinWait();
              }
            }));
  }

  @Scenario(
      value = "Who counts boats while one comes in and goes out counts none or one",
      harmlessRaces = true)
  @Detects(UNGUARDED_ACCESS)
  void countedMeanwhile() {
    var house = new BoatHouse(1);
    Actors.together(
        actor("Ann", () -> row(house)),
        actor(
            "Bob",
            () -> {
              int ashore = house.ashore();
              assertTrue(ashore == 0 || ashore == 1, () -> "boats that Bob counts: " + ashore);
            }));
  }

  @Scenario(
      value = "Two people wait and Cid brings two boats at once: both get one",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(LOST_SIGNAL)
  void twoAtOnce() {
    var house = new BoatHouse(0);
    Actors.together(
        actor("Ann", () -> house.takeOut()),
        actor("Bob", () -> house.takeOut()),
        actor("Cid", () -> house.bringBack(2)));
    assertEquals(0, house.ashore(), "boats ashore after that");
  }

  @Scenario(
      value = "Two people wait and Cid brings one boat and then another: both get one",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(LOST_SIGNAL)
  void oneAndThenAnother() {
    var house = new BoatHouse(0);
    Actors.together(
        actor("Ann", () -> house.takeOut()),
        actor("Bob", () -> house.takeOut()),
        actor(
            "Cid",
            () -> {
              house.bringBack(1);
              house.bringBack(1);
            }));
    assertEquals(0, house.ashore(), "boats ashore after that");
  }

  @Scenario(
      value = "Ann and Bob share a boat that Cid brings: whoever is first brings it back",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(LOST_SIGNAL)
  void oneForTwo() {
    var house = new BoatHouse(0);
    Actors.together(
        actor("Ann", () -> row(house)),
        actor("Bob", () -> row(house)),
        actor("Cid", () -> house.bringBack(1)));
    assertEquals(1, house.ashore(), "boats ashore after that");
  }

  @Scenario(
      value = "Ann is called home at any moment, also as her boat comes in: no boat is lost",
      harmlessRaces = true)
  @Detects(LOST_ITEM)
  void calledHomeAtAnyMoment() {
    noBoatIsLost((house, ann) -> {
      house.bringBack(1);
      interrupt(ann);
    });
  }

  @Scenario(
      value = "Ann is called home before her boat comes in, or just then: no boat is lost",
      harmlessRaces = true)
  @Detects(LOST_ITEM)
  void calledHomeBefore() {
    noBoatIsLost((house, ann) -> {
      interrupt(ann);
      house.bringBack(1);
    });
  }

  private static void noBoatIsLost(BiConsumer<BoatHouse, AtomicReference<Thread>> cid) {
    var house = new BoatHouse(0);
    var ann = new AtomicReference<Thread>();
    var out = new int[1]; // written by Ann alone
    Actors.together(
        actor(
            "Ann",
            () -> {
              ann.set(Thread.currentThread());
              out[0] = takesOut(house) ? 1 : 0;
            }),
        actor("Cid", () -> cid.accept(house, ann)));
    assertEquals(1, house.ashore() + out[0], "boats ashore and with Ann, of the one there is");
  }

  @Scenario(
      value = "Ann is called home as a boat comes in: if she does not take it out, Bob gets it",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(LOST_SIGNAL)
  void theBoatIsForTheOther() {
    var house = new BoatHouse(0);
    var ann = new AtomicReference<Thread>();
    Actors.together(
        actor(
            "Ann",
            () -> {
              ann.set(Thread.currentThread());
              if (takesOut(house)) {
                house.bringBack(1);
              }
            }),
        actor("Bob", () -> row(house)),
        actor(
            "Cid",
            () -> {
              house.bringBack(1);
              interrupt(ann);
            }));
    assertEquals(1, house.ashore(), "boats ashore in the evening");
  }

  private void row(BoatHouse house) throws InterruptedException {
    house.takeOut();
    assertEquals(1, onTheLake.incrementAndGet(), "people on the lake, with one boat");
    onTheLake.decrementAndGet();
    house.bringBack(1);
  }

  private static boolean takesOut(BoatHouse house) {
    try {
      house.takeOut();
      return true;
    } catch (InterruptedException calledHome) {
      return false;
    }
  }

  private static void interrupt(AtomicReference<Thread> whom) {
    Thread thread = whom.get();
    if (thread != null) {
      thread.interrupt();
    }
  }
}
