package workbook.ch07_singleton.double_checked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.NOTIFY_FOR_NOTIFY_ALL;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.SECOND_INSTANCE;
import static workbook.grader.cause.Misconception.UNSAFE_PUBLICATION;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.grader.cause.Detects;
import workbook.support.Crew;
import workbook.support.ThreadWatch;

/** What one order of events, made on purpose inside the survey, can prove about the observatory. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DoubleCheckedTests {
  private static final int STARS = 9_096;

  private static final class Clouds extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final class Earthquake extends Error {
    private static final long serialVersionUID = 1;
  }

  private static StarMap surveyed() {
    var map = new StarMap();
    map.enter(STARS);
    return map;
  }

  @Test
  @Order(1)
  @DisplayName("Opening an observatory makes no survey; the first visit makes it")
  @Detects(WRONG_RESULT)
  void noSurveyForNothing() {
    var surveys = new AtomicInteger();
    var observatory =
        new Observatory(() -> {
          surveys.incrementAndGet();
          return surveyed();
        });
    assertEquals(0, surveys.get(), "surveys before the first visit");
    assertEquals(STARS, observatory.map().stars(), "stars that the first visitor sees");
  }

  @Test
  @Order(2)
  @DisplayName("Every observatory has a map of its own")
  @Detects(WRONG_RESULT)
  void eachHasItsOwnMap() {
    StarMap northern = surveyed();
    StarMap southern = surveyed();
    var north = new Observatory(() -> northern);
    var south = new Observatory(() -> southern);
    assertSame(northern, north.map(), "the map of the northern observatory");
    assertSame(southern, south.map(), "the map of the southern observatory");
    assertNotSame(north.map(), south.map(), "the maps of two observatories");
  }

  @Test
  @Order(3)
  @DisplayName("Visitors who come one after the other get the same map, from one survey")
  @Detects(SECOND_INSTANCE)
  void oneMapForAll() throws InterruptedException {
    var surveys = new AtomicInteger();
    var observatory =
        new Observatory(() -> {
          surveys.incrementAndGet();
          return surveyed();
        });
    StarMap first = observatory.map();
    assertSame(first, observatory.map(), "the map of the same visitor, later");
    elsewhere(() -> assertSame(first, observatory.map(), "the map of another visitor"));
    assertEquals(1, surveys.get(), "surveys after three visits");
  }

  @Test
  @Order(4)
  @DisplayName("After a failed survey nobody is locked out")
  @Detects(LOCK_LEAK)
  void failureLeavesTheDoorOpen() throws InterruptedException {
    var observatory = new Observatory(failingAtFirst(new Clouds()));
    elsewhere(() -> whatComesOf(observatory));
    elsewhere(() -> whatComesOf(observatory));
    var shaken = new Observatory(failingAtFirst(new Earthquake()));
    elsewhere(() -> whatComesOf(shaken));
    elsewhere(() -> whatComesOf(shaken));
  }

  @Test
  @Order(5)
  @DisplayName("A failed survey is told to its visitor as it is, and the next visitor gets another")
  @Detects(LOST_FAILURE)
  void failureIsTold() {
    var clouds = new Clouds();
    var observatory = new Observatory(failingAtFirst(clouds));
    assertSame(clouds, whatComesOf(observatory), "what the first visitor is told");
    assertEquals(null, whatComesOf(observatory), "what the second visitor is told");
    assertEquals(STARS, observatory.map().stars(), "stars in the map of the second survey");
    var earthquake = new Earthquake();
    var shaken = new Observatory(failingAtFirst(earthquake));
    assertSame(earthquake, whatComesOf(shaken), "what the first visitor is told");
    assertEquals(null, whatComesOf(shaken), "what the second visitor is told");
  }

  @Test
  @Order(6)
  @DisplayName("While Ann's survey is under way, nobody is handed a map that is not whole")
  @Detects(UNSAFE_PUBLICATION)
  void nothingIsHandedOutEarly() throws InterruptedException {
    var visit = new NightWithTwo();
    assertNotNull(visit.bobs.get(), "the map of Bob, who came while Ann's survey was under way");
    assertEquals(STARS, visit.starsThatBobSaw.get(), "stars that Bob saw in it");
  }

  @Test
  @Order(7)
  @DisplayName("While Ann's survey is under way, Bob waits for her map and makes no other")
  @Detects(SECOND_INSTANCE)
  void secondVisitorWaits() throws InterruptedException {
    var visit = new NightWithTwo();
    assertEquals(1, visit.surveys.get(), "surveys made for Ann and Bob");
    assertSame(visit.anns.get(), visit.bobs.get(), "the maps of Ann and Bob");
    assertSame(visit.anns.get(), visit.observatory.map(), "Ann's map, and that of a later visitor");
  }

  @Test
  @Order(8)
  @DisplayName("When the survey fails for which Bob waits, Bob gets a survey of his own")
  @Detects(LOST_FAILURE)
  void whoWaitsGetsTheNextSurvey() throws InterruptedException {
    var open = new AtomicBoolean();
    var begun = new CountDownLatch(1);
    var enough = new CountDownLatch(1);
    var surveys = new AtomicInteger();
    var observatory =
        new Observatory(() -> {
          if (surveys.incrementAndGet() == 1) {
            begun.countDown();
            if (open.get()) {
              await(enough);
            }
            throw new Clouds();
          }
          return surveyed();
        });
    open.set(true);
    var anns = new AtomicReference<Throwable>();
    var bobs = new AtomicReference<Throwable>();
    try (var crew = new Crew()) {
      crew.start(
          "Ann",
          () -> {
            anns.set(whatComesOf(observatory));
            begun.countDown(); // if there was no survey
          });
      await(begun);
      ThreadWatch.untilStoppedIn(
          Observatory.class, crew.start("Bob", () -> bobs.set(whatComesOf(observatory))));
      enough.countDown();
    }
    assertEquals(Clouds.class, typeOf(anns.get()), "what Ann is told");
    assertEquals(null, typeOf(bobs.get()), "what Bob is told");
    assertEquals(STARS, observatory.map().stars(), "stars that a later visitor sees");
    assertEquals(2, surveys.get(), "surveys made");
  }

  @Test
  @Order(9)
  @DisplayName("Two observatories can make their surveys at the same time")
  @Detects(OVER_SYNCHRONISED)
  void observatoriesDoNotWaitForEachOther() throws InterruptedException {
    var bothSurvey = new CountDownLatch(2);
    Supplier<StarMap> slow =
        () -> {
          bothSurvey.countDown();
          await(bothSurvey);
          return surveyed();
        };
    try (var crew = new Crew()) {
      crew.start("Ann", () -> new Observatory(() -> slow.get()).map());
      crew.start("Bob", () -> new Observatory(() -> slow.get()).map());
    }
  }

  @Test
  @Order(10)
  @DisplayName("So can two observatories that were given the same survey")
  @Detects(OVER_SYNCHRONISED)
  void whatIsGivenIsNoLock() throws InterruptedException {
    var bothSurvey = new CountDownLatch(2);
    Supplier<StarMap> same =
        () -> {
          bothSurvey.countDown();
          await(bothSurvey);
          return surveyed();
        };
    try (var crew = new Crew()) {
      crew.start("Ann", () -> new Observatory(same).map());
      crew.start("Bob", () -> new Observatory(same).map());
    }
  }

  @Test
  @Order(11)
  @DisplayName("All who wait for Ann's map get it, be they two or more")
  @Detects(NOTIFY_FOR_NOTIFY_ALL)
  void allWhoWaitAreTold() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var enough = new CountDownLatch(1);
    var observatory =
        new Observatory(() -> {
          begun.countDown();
          await(enough);
          return surveyed();
        });
    try (var crew = new Crew()) {
      crew.start("Ann", observatory::map);
      await(begun);
      for (String visitor : List.of("Bob", "Cid", "Dan")) {
        ThreadWatch.untilStoppedIn(Observatory.class, crew.start(visitor, observatory::map));
      }
      enough.countDown();
    }
  }

  @Test
  @Order(12)
  @DisplayName("The map is kept, even while nobody looks at it")
  @Detects(SECOND_INSTANCE)
  void nobodyThrowsTheMapAway() {
    var surveys = new AtomicInteger();
    var observatory =
        new Observatory(() -> {
          surveys.incrementAndGet();
          return surveyed();
        });
    for (int visit = 1; visit <= 3; visit++) {
      assertEquals(STARS, observatory.map().stars(), "stars that visitor " + visit + " sees");
      System.gc(); // who holds the map by a weak thread only, loses it here
    }
    assertEquals(1, surveys.get(), "surveys after three visits");
  }

  /**
   * Ann's survey is under way when Bob comes; it ends when Bob waits for it, or has been served.
   */
  private static final class NightWithTwo {
    final AtomicInteger surveys = new AtomicInteger();
    final AtomicReference<StarMap> anns = new AtomicReference<>();
    final AtomicReference<StarMap> bobs = new AtomicReference<>();
    final AtomicInteger starsThatBobSaw = new AtomicInteger();
    final Observatory observatory;

    NightWithTwo() throws InterruptedException {
      var open = new AtomicBoolean();
      var begun = new CountDownLatch(1);
      var enough = new CountDownLatch(1);
      observatory =
          new Observatory(() -> {
            StarMap map = new StarMap();
            if (surveys.incrementAndGet() == 1 && open.get()) {
              begun.countDown();
              await(enough);
            }
            map.enter(STARS);
            return map;
          });
      open.set(true);
      try (var crew = new Crew()) {
        crew.start(
            "Ann",
            () -> {
              try {
                anns.set(observatory.map());
              } finally {
                begun.countDown(); // if there was no survey
              }
            });
        await(begun);
        Crew.Task visit =
            () -> {
              StarMap map = observatory.map();
              bobs.set(map);
              starsThatBobSaw.set(map == null ? 0 : map.stars());
            };
        ThreadWatch.untilStoppedIn(Observatory.class, crew.start("Bob", visit));
        enough.countDown();
      }
    }
  }

  private static Supplier<StarMap> failingAtFirst(Throwable failure) {
    var surveys = new AtomicInteger();
    return () -> {
      if (surveys.incrementAndGet() > 1) {
        return surveyed();
      }
      switch (failure) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalArgumentException("a supplier cannot throw this", failure);
      }
    };
  }

  /** Returns what a visit throws, or null if it throws nothing. */
  private static Throwable whatComesOf(Observatory observatory) {
    try {
      observatory.map();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  private static Class<?> typeOf(Throwable thrown) {
    return thrown == null ? null : thrown.getClass();
  }

  /** Has another thread do something and waits for its end. */
  private static void elsewhere(Crew.Task task) throws InterruptedException {
    try (var crew = new Crew()) {
      crew.start("Bob", task);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("waited for more than " + Crew.PATIENCE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
