package workbook.ch02_safety.check_then_act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.CHECK_THEN_ACT;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;

import java.util.OptionalInt;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** Two customers at a time, under every schedule. */
final class CheckThenActScenarios {

  @Scenario("Two customers want the last bike: one gets it, the other gets none")
  @Detects(CHECK_THEN_ACT)
  void lastBike() {
    var station = new BikeStation(1);
    var got = new int[2];
    Actors.together(
        actor("Ann", () -> got[0] = rent(station)), actor("Bob", () -> got[1] = rent(station)));
    assertEquals(1, got[0] + got[1], "bike 1 and no bike, added up");
    assertEquals(0, station.onStand(), "bikes on the stand after that");
  }

  @Scenario("Two customers, two bikes: each gets one of their own")
  @Detects(CHECK_THEN_ACT)
  void oneBikeEach() {
    var station = new BikeStation(2);
    var got = new int[2];
    Actors.together(
        actor("Ann", () -> got[0] = rent(station)), actor("Bob", () -> got[1] = rent(station)));
    assertTrue(
        got[0] + got[1] == 3 && got[0] * got[1] == 2,
        () -> "Ann got bike " + got[0] + " and Bob bike " + got[1] + " (0 is none)");
    assertEquals(0, station.onStand(), "bikes on the stand after that");
  }

  @Scenario("The same bike is brought back by two people: it comes back once")
  @Detects(CHECK_THEN_ACT)
  void broughtBackByTwo() {
    var station = new BikeStation(1);
    rent(station);
    var back = new boolean[2];
    Actors.together(
        actor("Ann", () -> back[0] = station.bringBack(1)),
        actor("Bob", () -> back[1] = station.bringBack(1)));
    assertTrue(back[0] != back[1], () -> "Ann was told " + back[0] + ", Bob was told " + back[1]);
    assertEquals(1, station.onStand(), "bikes on the stand after that");
    assertEquals(1, rent(station) + rent(station), "bike 1 and no bike, added up");
  }

  @Scenario("Ann rents while Bob brings his bike back: no bike is lost and none doubled")
  @Detects(CHECK_THEN_ACT)
  void rentWhileOneComesBack() {
    var station = new BikeStation(1);
    int bobs = rent(station);
    var got = new int[1];
    Actors.together(
        actor("Ann", () -> got[0] = rent(station)),
        actor("Bob", () -> assertTrue(station.bringBack(bobs), "Bob's bike was out")));
    assertEquals(1, got[0] + station.onStand(), "bikes that Ann has, and bikes on the stand");
    assertEquals(got[0] == 1, station.bringBack(1), "whether Ann's bike was out");
    assertEquals(1, station.onStand(), "bikes on the stand in the end");
  }

  @Scenario("Ann rents one bike while Bob brings another back: both get on")
  @Detects(CHECK_THEN_ACT)
  void rentWhileAnotherComesBack() {
    var station = new BikeStation(2);
    int bobs = rent(station);
    var got = new int[1];
    Actors.together(
        actor("Ann", () -> got[0] = rent(station)),
        actor("Bob", () -> assertTrue(station.bringBack(bobs), "Bob's bike was out")));
    assertTrue(got[0] == 1 || got[0] == 2, () -> "Ann got bike " + got[0] + " (0 is none)");
    assertEquals(1, station.onStand(), "bikes on the stand after that");
    assertTrue(station.bringBack(got[0]), "Ann's bike was out");
    assertEquals(2, station.onStand(), "bikes on the stand in the end");
  }

  @Scenario("Ann's card is refused while Bob rents: no bike is lost and none doubled")
  @Detects(CHECK_THEN_ACT)
  void refusedWhileAnotherRents() {
    var station = new BikeStation(1);
    var got = new int[1];
    Actors.together(
        actor("Ann", () -> rentWithABadCard(station)), actor("Bob", () -> got[0] = rent(station)));
    assertEquals(1, got[0] + station.onStand(), "bikes that Bob has, and bikes on the stand");
    assertEquals(got[0] == 1, station.bringBack(1), "whether Bob's bike was out");
  }

  @Scenario("Ann's card is refused while Bob brings another bike back: both are on the stand")
  @Detects(CHECK_THEN_ACT)
  void refusedWhileAnotherComesBack() {
    var station = new BikeStation(2);
    int bobs = rent(station);
    Actors.together(
        actor("Ann", () -> rentWithABadCard(station)),
        actor("Bob", () -> assertTrue(station.bringBack(bobs), "Bob's bike was out")));
    assertEquals(2, station.onStand(), "bikes on the stand after that");
    assertEquals(3, rent(station) + rent(station), "bikes 1 and 2, added up");
  }

  @Scenario("The owner, counting while Ann rents the only bike, counts 0 or 1")
  @Detects(UNGUARDED_ACCESS)
  void ownerCounts() {
    var station = new BikeStation(1);
    Actors.together(
        actor("Ann", () -> rent(station)),
        actor(
            "Owner",
            () -> {
              int seen = station.onStand();
              assertTrue(seen == 0 || seen == 1, () -> "the owner counted " + seen);
            }));
  }

  @Scenario("The owner, counting while Bob brings the only bike back, counts 0 or 1")
  @Detects(UNGUARDED_ACCESS)
  void ownerCountsWhatComesBack() {
    var station = new BikeStation(1);
    int bobs = rent(station);
    Actors.together(
        actor("Bob", () -> assertTrue(station.bringBack(bobs), "Bob's bike was out")),
        actor(
            "Owner",
            () -> {
              int seen = station.onStand();
              assertTrue(seen == 0 || seen == 1, () -> "the owner counted " + seen);
            }));
    assertEquals(1, station.onStand(), "bikes on the stand after that");
  }

  /** Returns the number of the bike, 0 for none. */
  private static int rent(BikeStation station) {
    OptionalInt bike = station.rent(number -> {});
    return bike.orElse(0);
  }

  private static void rentWithABadCard(BikeStation station) {
    try {
      station.rent(bike -> {
        throw new IllegalStateException("card refused");
      });
    } catch (IllegalStateException refused) {
      return; // as it must be, if there was a bike to pay for
    }
  }
}
