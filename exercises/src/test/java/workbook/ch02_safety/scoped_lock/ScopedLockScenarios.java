package workbook.ch02_safety.scoped_lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.CHECK_THEN_ACT;
import static workbook.grader.cause.Misconception.LOST_UPDATE;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.STALE_READ;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** Two or three people at the light, under every schedule. */
final class ScopedLockScenarios {
  /** How many are where only one may be; plain, so that the light has to order those who come. */
  private static final class Room {
    private int inside;

    void visit() {
      inside++;
      assertEquals(1, inside, "people inside while the light is on");
      inside--;
    }
  }

  @Scenario("Ann and Bob each go in under the light: never both at a time")
  @Detects(UNGUARDED_ACCESS)
  void oneAtATime() {
    var light = new RedLight();
    var room = new Room();
    Actors.together(actor("Ann", () -> goIn(light, room)), actor("Bob", () -> goIn(light, room)));
    assertFalse(light.isOn(), "the light is on after both have left");
  }

  @Scenario("Ann, Bob and Cid each go in under the light: one after the other, and all of them")
  @Detects(UNGUARDED_ACCESS)
  void threeInTurn() {
    var light = new RedLight();
    var room = new Room();
    Actors.together(
        actor("Ann", () -> goIn(light, room)),
        actor("Bob", () -> goIn(light, room)),
        actor("Cid", () -> goIn(light, room)));
    assertFalse(light.isOn(), "the light is on after all have left");
  }

  @Scenario("Ann closes what she has closed already: Bob and Cid still go in one at a time")
  @Detects(WRONG_RESULT)
  void closedOnceTooOften() {
    var light = new RedLight();
    var room = new Room();
    Actors.together(
        actor(
            "Ann",
            () -> {
              var anns = light.switchOn();
              anns.close();
              anns.close();
            }),
        actor("Bob", () -> goIn(light, room)),
        actor("Cid", () -> goIn(light, room)));
  }

  @Scenario("Nobody has the light on: whoever looks at it sees that, and two can look at a time")
  @Detects(OVER_SYNCHRONISED)
  void twoGlances() {
    var light = new RedLight();
    Actors.together(
        actor("Ann", () -> assertFalse(light.isOn(), "Ann sees the light on")),
        actor("Bob", () -> assertFalse(light.isOn(), "Bob sees the light on")));
  }

  @Scenario("Ann switches the light on and off while Bob looks at it: he sees what she has done")
  @Detects(STALE_READ)
  void aGlance() {
    var light = new RedLight();
    Actors.together(
        actor(
            "Ann",
            () -> {
              light.switchOn().close();
              assertFalse(light.isOn(), "the light is on after Ann has switched it off");
            }),
        actor("Bob", light::isOn));
  }

  @Scenario("While Bob has the light on he sees that it is on, whenever Ann has switched it off")
  @Detects(UNGUARDED_ACCESS)
  void onForWhoeverHasIt() {
    var light = new RedLight();
    Actors.together(
        actor("Ann", () -> light.switchOn().close()),
        actor(
            "Bob",
            () -> {
              try (OnAir _ = light.switchOn()) {
                assertTrue(light.isOn(), "Bob has the light on, and sees it off");
              }
            }));
    assertFalse(light.isOn(), "both have switched the light off, and it is on");
  }

  @Scenario("While Ann has the light on, Bob's band does not play")
  @Detects(UNGUARDED_ACCESS)
  void nobodyPlaysUnderAnothersLight() {
    var light = new RedLight();
    var room = new Room();
    var studio = new Studio(light, 10);
    Actors.together(
        actor("Ann", () -> goIn(light, room)),
        actor("Bob", () -> studio.recordSong(4, room::visit)));
  }

  @Scenario("Two studios share a light: their bands play one after the other")
  @Detects(UNGUARDED_ACCESS)
  void twoStudiosOneLight() {
    var light = new RedLight();
    var room = new Room();
    var north = new Studio(light, 10);
    var south = new Studio(light, 10);
    Actors.together(
        actor("Ann", () -> north.recordSong(4, room::visit)),
        actor("Bob", () -> south.recordSong(3, room::visit)));
    assertEquals(6, north.metresLeft(), "metres left in Ann's studio");
    assertEquals(7, south.metresLeft(), "metres left in Bob's studio");
  }

  @Scenario("While a band plays the light is on, and after that it is off")
  @Detects(UNGUARDED_ACCESS)
  void theLightIsOnWhileTheyPlay() {
    var light = new RedLight();
    var studio = new Studio(light, 10);
    studio.recordSong(4, () -> assertTrue(light.isOn(), "the light is off while the band plays"));
    assertFalse(light.isOn(), "the light is on after the song");
  }

  @Scenario("Ann and Bob record a song each: two songs with two numbers, all their tape is used")
  @Detects(LOST_UPDATE)
  void twoSongs() {
    var studio = new Studio(new RedLight(), 10);
    var song = new int[2];
    Actors.together(
        actor("Ann", () -> song[0] = record(studio, 4)),
        actor("Bob", () -> song[1] = record(studio, 3)));
    assertTrue(
        song[0] + song[1] == 3 && song[0] * song[1] == 2,
        () -> "Ann recorded song " + song[0] + " and Bob song " + song[1] + " (0 is none)");
    assertEquals(3, studio.metresLeft(), "metres left of 10, after songs of 4 and 3");
  }

  @Scenario("There is tape for one of two songs: one is recorded, the other is not")
  @Detects(CHECK_THEN_ACT)
  void tapeForOne() {
    var studio = new Studio(new RedLight(), 5);
    var song = new int[2];
    Actors.together(
        actor("Ann", () -> song[0] = record(studio, 4)),
        actor("Bob", () -> song[1] = record(studio, 4)));
    assertEquals(1, song[0] + song[1], "song 1 and no song, added up");
    assertEquals(1, studio.metresLeft(), "metres left of 5, after a song of 4");
  }

  @Scenario("Ann's band breaks off while Bob records: his song is counted, hers is not")
  @Detects(LOST_UPDATE)
  void oneBreaksOff() {
    var studio = new Studio(new RedLight(), 10);
    var song = new int[1];
    Actors.together(
        actor("Ann", () -> breakOff(studio, 4)), actor("Bob", () -> song[0] = record(studio, 3)));
    assertEquals(1, song[0], "the number of Bob's song");
    assertEquals(7, studio.metresLeft(), "metres left of 10, after a song of 3");
    assertEquals(2, record(studio, 7), "the number of the song after that");
  }

  @Scenario("There is tape for Bob's song also while Ann's, which breaks off, has the same tape")
  @Detects(CHECK_THEN_ACT)
  void tapeOfASongThatBreaksOff() {
    var studio = new Studio(new RedLight(), 4);
    var song = new int[1];
    Actors.together(
        actor("Ann", () -> breakOff(studio, 4)), actor("Bob", () -> song[0] = record(studio, 4)));
    assertEquals(1, song[0], "the number of Bob's song");
  }

  @Scenario("The owner looks at the tape while Ann records: it is there as before or as after")
  @Detects(UNGUARDED_ACCESS)
  void theOwnerLooks() {
    var studio = new Studio(new RedLight(), 10);
    Actors.together(
        actor("Ann", () -> record(studio, 4)),
        actor(
            "Owner",
            () -> {
              int seen = studio.metresLeft();
              assertTrue(seen == 10 || seen == 6, () -> "the owner sees " + seen + " metres");
            }));
    assertEquals(6, studio.metresLeft(), "metres left in the end");
  }

  @Scenario("The owner looks at the tape while Ann's band breaks off: nothing is missing from it")
  @Detects(UNGUARDED_ACCESS)
  void theOwnerLooksAtABrokenSong() {
    var studio = new Studio(new RedLight(), 10);
    Actors.together(
        actor("Ann", () -> breakOff(studio, 4)),
        actor("Owner", () -> assertEquals(10, studio.metresLeft(), "metres that the owner sees")));
  }

  private static void goIn(RedLight light, Room room) {
    var onAir = light.switchOn();
    try {
      room.visit();
    } finally {
      onAir.close();
    }
  }

  /** Returns the number of the song, 0 for none. */
  private static int record(Studio studio, int metres) {
    return studio.recordSong(metres, () -> {}).orElse(0);
  }

  private static void breakOff(Studio studio, int metres) {
    try {
      studio.recordSong(
          metres,
          () -> {
            throw new IllegalStateException("a string broke");
          });
    } catch (IllegalStateException broken) {
      return; // as it must be, if there was tape for it
    }
  }
}
