package workbook.ch07_singleton.double_checked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.SECOND_INSTANCE;
import static workbook.grader.cause.Misconception.UNSAFE_PUBLICATION;

import java.util.concurrent.atomic.AtomicInteger;
import workbook.explorer.Actors;
import workbook.explorer.MustNotBlock;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** Two or three visitors, under every schedule and with every value that they may read. */
final class DoubleCheckedScenarios {
  private static final int STARS = 9_096;

  private static StarMap surveyed() {
    var map = new StarMap();
    map.enter(STARS);
    return map;
  }

  @Scenario(value = "Whoever gets the map sees all its stars", harmlessRaces = true)
  @Detects(UNSAFE_PUBLICATION)
  void wholeMap() {
    var observatory = new Observatory(DoubleCheckedScenarios::surveyed);
    Actors.together(
        actor("Ann", () -> assertEquals(STARS, observatory.map().stars(), "stars that Ann sees")),
        actor("Bob", () -> assertEquals(STARS, observatory.map().stars(), "stars that Bob sees")));
  }

  @Scenario(
      value = "Two visitors come in the first night: one survey is made, and both get its map",
      harmlessRaces = true)
  @Detects(SECOND_INSTANCE)
  void firstNight() {
    var surveys = new AtomicInteger();
    var observatory =
        new Observatory(() -> {
          surveys.incrementAndGet();
          return surveyed();
        });
    var maps = new StarMap[2];
    Actors.together(
        actor("Ann", () -> maps[0] = observatory.map()),
        actor("Bob", () -> maps[1] = observatory.map()));
    assertEquals(1, surveys.get(), "surveys made");
    assertSame(maps[0], maps[1], "the maps of Ann and Bob");
    assertSame(maps[0], observatory.map(), "Ann's map, and that of a later visitor");
  }

  @MustNotBlock({"Ann", "Bob"})
  @Scenario(
      value = "The map has been there for long: no visitor waits for another one",
      harmlessRaces = true)
  @Detects(OVER_SYNCHRONISED)
  void noQueue() {
    var observatory = new Observatory(DoubleCheckedScenarios::surveyed);
    observatory.map();
    Actors.together(
        actor("Ann", () -> assertEquals(STARS, observatory.map().stars(), "stars that Ann sees")),
        actor("Bob", () -> assertEquals(STARS, observatory.map().stars(), "stars that Bob sees")));
  }

  @Scenario(
      value = "The first survey fails while another visitor comes: the next survey makes the map",
      harmlessRaces = true)
  @Detects(LOST_FAILURE)
  void cloudedNight() {
    var surveys = new AtomicInteger();
    var observatory =
        new Observatory(() -> {
          if (surveys.incrementAndGet() == 1) {
            throw new IllegalStateException("clouds");
          }
          return surveyed();
        });
    var failures = new AtomicInteger();
    Actors.Body visit =
        () -> {
          try {
            assertEquals(STARS, observatory.map().stars(), "stars that a visitor sees");
          } catch (IllegalStateException clouds) {
            failures.incrementAndGet();
          }
        };
    Actors.together(actor("Ann", visit), actor("Bob", visit));
    assertEquals(1, failures.get(), "visitors who were told that there were clouds");
    assertEquals(STARS, observatory.map().stars(), "stars that a later visitor sees");
    assertEquals(2, surveys.get(), "surveys made");
  }
}
