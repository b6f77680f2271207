package workbook.ch03_locks.lock_ordering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.SELF_DEADLOCK;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.grader.cause.Detects;
import workbook.support.Crew;
import workbook.support.Stance;
import workbook.support.ThreadWatch;

/** What one order of events, made on purpose, can prove about the tanks. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LockOrderingTests {
  /** So many that an answer with fewer locks than tanks is sure to let two of them share one. */
  private static final int WHOLE_CELLAR = 20_000;

  private static final Runnable PUMP = () -> {};

  private static final class HoseBurst extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final class CellarFlooded extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  @Order(1)
  @DisplayName("After every way out of a call, others can use both tanks")
  @Detects(LOCK_LEAK)
  void everyWayOutFreesBothTanks() throws InterruptedException {
    List<BiConsumer<Tank, Tank>> waysOut =
        List.of(
            (one, two) -> one.pumpTo(two, 20, PUMP),
            (one, two) -> one.pumpTo(two, 1_000, PUMP),
            (one, two) -> one.pumpTo(two, 20, throwing(new HoseBurst())),
            (one, two) -> one.pumpTo(two, 20, throwing(new CellarFlooded())),
            (one, two) -> Tank.inBoth(one, two),
            (one, two) -> one.litres());
    for (BiConsumer<Tank, Tank> wayOut : waysOut) {
      var one = new Tank(1, 50);
      var two = new Tank(2, 30);
      othersCanUse(one, two, () -> wayOut.accept(one, two));
      othersCanUse(one, two, () -> wayOut.accept(two, one));
    }
  }

  @Test
  @Order(2)
  @DisplayName("Who pumps a tank round into itself comes to an end")
  @Detects(SELF_DEADLOCK)
  void roundAndRoundEnds() throws InterruptedException {
    var tank = new Tank(1, 50);
    elsewhere(() -> whatComesOf(() -> tank.pumpTo(tank, 5, PUMP)));
    elsewhere(() -> whatComesOf(() -> tank.pumpTo(tank, 1_000, PUMP)));
  }

  @Test
  @Order(3)
  @DisplayName("After a tank was pumped round into itself, others can use it")
  @Detects(LOCK_LEAK)
  void everyWayOutOfStirringFreesTheTank() throws InterruptedException {
    var tank = new Tank(1, 50);
    var other = new Tank(2, 30);
    othersCanUse(tank, other, () -> tank.pumpTo(tank, 20, PUMP));
    othersCanUse(tank, other, () -> tank.pumpTo(tank, 1_000, PUMP));
    othersCanUse(tank, other, () -> tank.pumpTo(tank, 20, throwing(new HoseBurst())));
  }

  @Test
  @Order(4)
  @DisplayName("Pumped beer is in the other tank, and numbers stay as they are painted")
  @Detects(WRONG_RESULT)
  void pumpedBeerArrives() {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    assertTrue(one.pumpTo(two, 20, PUMP), "20 of 50 litres can be pumped");
    assertEquals(30, one.litres(), "litres in tank 1");
    assertEquals(50, two.litres(), "litres in tank 2");
    assertTrue(two.pumpTo(one, 50, PUMP), "50 of 50 litres can be pumped back");
    assertEquals(80, one.litres(), "litres in tank 1 at last");
    assertEquals(0, two.litres(), "litres in tank 2 at last");
    assertEquals(1, one.number(), "the number of tank 1");
    assertEquals(2, two.number(), "the number of tank 2");
  }

  @Test
  @Order(5)
  @DisplayName("The pump is run once, by the caller, before the beer has moved")
  @Detects(WRONG_RESULT)
  void pumpRunsOnce() {
    var runs = new ArrayList<Thread>();
    new Tank(1, 50).pumpTo(new Tank(2, 30), 20, () -> runs.add(Thread.currentThread()));
    assertEquals(1, runs.size(), "runs of the pump");
    assertTrue(
        runs.getFirst() == Thread.currentThread(),
        "the pump runs in the thread that called pumpTo");
  }

  @Test
  @Order(6)
  @DisplayName("With too little beer no pump is run and nothing changes")
  @Detects(WRONG_RESULT)
  void tooLittleBeer() {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    assertFalse(
        one.pumpTo(two, 51, () -> fail("the pump was run for 51 of 50 litres")),
        "51 of 50 litres can be pumped");
    assertEquals(50, one.litres(), "litres in tank 1");
    assertEquals(30, two.litres(), "litres in tank 2");
  }

  @Test
  @Order(7)
  @DisplayName("Two tanks are measured together, in whichever order they are named")
  @Detects(WRONG_RESULT)
  void inBothTanks() {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    assertEquals(80, Tank.inBoth(one, two), "litres in tanks 1 and 2");
    assertEquals(80, Tank.inBoth(two, one), "litres in tanks 2 and 1");
    one.pumpTo(two, 20, PUMP);
    assertEquals(80, Tank.inBoth(one, two), "litres in both after pumping");
  }

  @Test
  @Order(8)
  @DisplayName("Pumping a tank round into itself changes nothing, if there is enough in it")
  @Detects(WRONG_RESULT)
  void roundAndRoundLosesNothing() {
    var tank = new Tank(1, 50);
    var runs = new AtomicInteger();
    assertTrue(tank.pumpTo(tank, 50, runs::incrementAndGet), "50 of 50 litres can be stirred");
    assertEquals(1, runs.get(), "runs of the pump");
    assertEquals(50, tank.litres(), "litres after stirring");
    assertFalse(tank.pumpTo(tank, 51, runs::incrementAndGet), "51 of 50 litres can be stirred");
    assertEquals(1, runs.get(), "runs of the pump, after there was too little");
    assertEquals(50, tank.litres(), "litres after too little");
  }

  @Test
  @Order(9)
  @DisplayName("A burst hose is told to the caller")
  @Detects(LOST_FAILURE)
  void burstHoseIsTold() {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    var burst = new HoseBurst();
    assertSame(burst, whatComesOf(() -> one.pumpTo(two, 20, throwing(burst))), "what is thrown");
    var flooded = new CellarFlooded();
    assertSame(
        flooded, whatComesOf(() -> two.pumpTo(one, 20, throwing(flooded))), "what is thrown");
  }

  @Test
  @Order(10)
  @DisplayName("After a burst hose the beer is where it was")
  @Detects(WRONG_RESULT)
  void burstHoseMovesNothing() {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    whatComesOf(() -> one.pumpTo(two, 20, throwing(new HoseBurst())));
    assertEquals(50, one.litres(), "litres in tank 1");
    assertEquals(30, two.litres(), "litres in tank 2");
    whatComesOf(() -> one.pumpTo(two, 20, throwing(new CellarFlooded())));
    assertEquals(50, one.litres(), "litres in tank 1 after the pump threw an Error");
    assertEquals(30, two.litres(), "litres in tank 2 after the pump threw an Error");
    whatComesOf(() -> one.pumpTo(one, 20, throwing(new HoseBurst())));
    assertEquals(50, one.litres(), "litres in tank 1 after it was stirred");
  }

  @Test
  @Order(11)
  @DisplayName("While Ann pumps, whoever uses other tanks need not wait")
  @Detects(OVER_SYNCHRONISED)
  void strangersWorkDuringAPump() throws InterruptedException {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    Tank[] others = new Tank[WHOLE_CELLAR];
    Arrays.setAll(others, i -> new Tank(3 + i, 10));
    duringAPump(
        one,
        two,
        () -> {
          for (int i = 1; i < others.length; i++) {
            others[i].pumpTo(others[i - 1], 10, PUMP);
          }
          Tank.inBoth(others[0], others[1]);
          others[0].litres();
          others[0].pumpTo(others[0], 10, PUMP);
          new Tank(1, 5).pumpTo(new Tank(2, 5), 5, PUMP);
        });
    var seven = new Tank(7, 50);
    duringAPump(
        seven,
        new Tank(7, 30),
        () -> {
          var otherSeven = new Tank(7, 5);
          var third = new Tank(7, 5);
          otherSeven.pumpTo(third, 5, PUMP);
          Tank.inBoth(otherSeven, third);
        });
    duringAPump(seven, seven, () -> one.pumpTo(one, 10, PUMP));
  }

  @Test
  @Order(12)
  @DisplayName("While Ann pumps and Bob waits for one of her tanks, Cid's tanks are free")
  @Detects(OVER_SYNCHRONISED)
  void strangersWorkWhileSomebodyWaits() throws InterruptedException {
    for (Meeting meeting : Meeting.values()) {
      var tanks = new Tank[] {new Tank(1, 50), new Tank(2, 50), new Tank(3, 50)};
      var four = new Tank(4, 50);
      var five = new Tank(5, 50);
      try (var bobs = new Crew()) {
        duringAPump(
            tanks[0],
            tanks[1],
            () -> {
              ThreadWatch.untilStoppedIn(
                  Tank.class, bobs.start("Bob", () -> meeting.pump(tanks, PUMP)));
              elsewhere(() -> {
                four.pumpTo(five, 5, PUMP);
                five.pumpTo(four, 5, PUMP);
                Tank.inBoth(four, five);
                four.litres();
              });
            });
      }
    }
  }

  @Test
  @Order(13)
  @DisplayName("While Ann's pump runs, no other pump runs on either of her tanks")
  @Detects(UNGUARDED_ACCESS)
  void pumpHasBothTanksToItself() throws InterruptedException {
    for (Meeting meeting : Meeting.values()) {
      var tanks = new Tank[] {new Tank(1, 50), new Tank(2, 50), new Tank(3, 50)};
      var annIsThrough = new AtomicReference<>(false);
      var met = new AtomicInteger();
      try (var bobs = new Crew()) {
        duringAPump(
            tanks[0],
            tanks[1],
            () -> {
              Runnable bobsPump =
                  () -> {
                    if (!annIsThrough.get()) {
                      met.incrementAndGet();
                    }
                  };
              ThreadWatch.untilStoppedIn(
                  Tank.class, bobs.start("Bob", () -> meeting.pump(tanks, bobsPump)));
              annIsThrough.set(true);
            });
      }
      assertEquals(0, met.get(), () -> "pumps that ran while Ann's did: Bob's " + meeting.sentence);
    }
  }

  @Test
  @Order(14)
  @DisplayName("While Ann stirs a tank, no other pump runs on it")
  @Detects(UNGUARDED_ACCESS)
  void stirringHasTheTankToItself() throws InterruptedException {
    for (Meeting meeting :
        List.of(Meeting.OUT_OF_THE_SOURCE, Meeting.INTO_THE_SOURCE, Meeting.ROUND_THE_SOURCE)) {
      var tanks = new Tank[] {new Tank(1, 50), new Tank(2, 50), new Tank(3, 50)};
      var annIsThrough = new AtomicReference<>(false);
      var met = new AtomicInteger();
      try (var bobs = new Crew()) {
        duringAPump(
            tanks[0],
            tanks[0],
            () -> {
              Runnable bobsPump =
                  () -> {
                    if (!annIsThrough.get()) {
                      met.incrementAndGet();
                    }
                  };
              ThreadWatch.untilStoppedIn(
                  Tank.class, bobs.start("Bob", () -> meeting.pump(tanks, bobsPump)));
              annIsThrough.set(true);
            });
      }
      assertEquals(
          0, met.get(), () -> "pumps that ran on the tank while Ann stirred it: " + meeting);
    }
  }

  @Test
  @Order(15)
  @DisplayName("While a pump runs whose hose will burst, nobody sees beer that has moved")
  @Detects(UNGUARDED_ACCESS)
  void nobodySeesBeerMoveBeforeItIsThrough() throws InterruptedException {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    var seen = new AtomicReference<>(List.of(0, 0));
    try (var others = new Crew();
        var ann = new Crew()) {
      ann.start(
          "Ann",
          () ->
              whatComesOf(() ->
                  one.pumpTo(
                      two,
                      20,
                      () -> {
                        ThreadWatch.untilStoppedIn(
                            Tank.class,
                            others.start(
                                "Bob", () -> seen.set(List.of(one.litres(), two.litres()))));
                        throw new HoseBurst();
                      })));
    }
    assertEquals(List.of(50, 30), seen.get(), "what Bob read on tanks 1 and 2");
  }

  @Test
  @Order(16)
  @DisplayName("While Ann's pump runs, nobody measures her two tanks without the beer in the hose")
  @Detects(UNGUARDED_ACCESS)
  void nobodySeesTheHose() throws InterruptedException {
    assertEquals(80, measuredDuringAPump(0, 1), "litres in tanks 1 and 2, while 20 were pumped");
    assertEquals(80, measuredDuringAPump(1, 0), "litres in tanks 2 and 1, while 20 were pumped");
    int source = measuredDuringAPump(0, 2);
    assertTrue(
        source == 60 || source == 40,
        () -> "litres in tanks 1 and 3: 60 before or 40 after the pump, not " + source);
    int target = measuredDuringAPump(2, 1);
    assertTrue(
        target == 40 || target == 60,
        () -> "litres in tanks 3 and 2: 40 before or 60 after the pump, not " + target);
  }

  /** Has Bob measure two of three tanks while Ann pumps 20 litres from the first to the second. */
  private static int measuredDuringAPump(int one, int other) throws InterruptedException {
    var tanks = new Tank[] {new Tank(1, 50), new Tank(2, 30), new Tank(3, 10)};
    var litres = new AtomicInteger();
    try (var bobs = new Crew()) {
      duringAPump(
          tanks[0],
          tanks[1],
          () ->
              ThreadWatch.untilStoppedIn(
                  Tank.class,
                  bobs.start("Bob", () -> litres.set(Tank.inBoth(tanks[one], tanks[other])))));
    }
    return litres.get();
  }

  @Test
  @Order(17)
  @DisplayName("Who meets a busy tank waits for it, and is served")
  @Detects(LOST_ITEM)
  void nobodyIsTurnedAway() throws InterruptedException {
    for (Meeting meeting : Meeting.values()) {
      var tanks = new Tank[] {new Tank(1, 50), new Tank(2, 50), new Tank(3, 50)};
      var served = new AtomicReference<>(false);
      try (var bobs = new Crew()) {
        duringAPump(
            tanks[0],
            tanks[1],
            () ->
                ThreadWatch.untilStoppedIn(
                    Tank.class, bobs.start("Bob", () -> served.set(meeting.pump(tanks, PUMP)))));
      }
      assertTrue(served.get(), () -> "the answer to Bob, who " + meeting.sentence);
    }
  }

  @Test
  @Order(18)
  @DisplayName("Who waits for a tank keeps no processor busy meanwhile")
  @Detects(BUSY_WAIT)
  void whoWaitsStandsStill() throws InterruptedException {
    for (Meeting meeting : Meeting.values()) {
      assertStandsStill("Bob " + meeting.sentence, tanks -> meeting.pump(tanks, PUMP));
    }
    assertStandsStill("Bob measures Ann's tanks", tanks -> Tank.inBoth(tanks[0], tanks[1]));
    assertStandsStill("and the other way round", tanks -> Tank.inBoth(tanks[1], tanks[0]));
    assertStandsStill("Bob measures her source", tanks -> Tank.inBoth(tanks[2], tanks[0]));
    assertStandsStill("Bob measures her target", tanks -> Tank.inBoth(tanks[2], tanks[1]));
  }

  @Test
  @Order(19)
  @DisplayName(
      "Ann's tank becomes free: Cid gets it, although Bob, who also waited, still cannot go on")
  @Detects(OVER_SYNCHRONISED)
  void whoCanGoOnIsToldSo() throws InterruptedException {
    var one = new Tank(1, 50);
    var two = new Tank(2, 50);
    var three = new Tank(3, 50);
    var five = new Tank(5, 50);
    try (var waiting = new Crew()) {
      duringAPump(
          three,
          new Tank(4, 50),
          () -> {
            var cid = new AtomicReference<Thread>();
            duringAPump(
                one,
                two,
                () -> {
                  ThreadWatch.untilStoppedIn(
                      Tank.class, waiting.start("Bob", () -> one.pumpTo(three, 5, PUMP)));
                  cid.set(waiting.start("Cid", () -> two.pumpTo(five, 5, PUMP)));
                  ThreadWatch.untilStoppedIn(Tank.class, cid.get());
                });
            cid.get().join();
          });
    }
    assertEquals(55, five.litres(), "litres in tank 5, to which Cid pumped");
  }

  private static void assertStandsStill(String what, Consumer<Tank[]> bobs)
      throws InterruptedException {
    var tanks = new Tank[] {new Tank(1, 50), new Tank(2, 50), new Tank(3, 50)};
    var stance = new AtomicReference<Stance>();
    try (var crew = new Crew()) {
      duringAPump(
          tanks[0],
          tanks[1],
          () -> stance.set(ThreadWatch.settle(crew.start("Bob", () -> bobs.accept(tanks)))));
    }
    assertNotEquals(Stance.SPINNING, stance.get(), what + ", while Ann's pump runs");
  }

  /** The ways in which Bob can want a tank of Ann's, who pumps from the first to the second. */
  private enum Meeting {
    SAME_WAY("pumps from Ann's source to Ann's target", 0, 1),
    AGAINST("pumps from Ann's target to Ann's source", 1, 0),
    OUT_OF_THE_SOURCE("pumps from Ann's source to a free tank", 0, 2),
    INTO_THE_SOURCE("pumps from a free tank to Ann's source", 2, 0),
    OUT_OF_THE_TARGET("pumps from Ann's target to a free tank", 1, 2),
    INTO_THE_TARGET("pumps from a free tank to Ann's target", 2, 1),
    ROUND_THE_SOURCE("stirs Ann's source", 0, 0),
    ROUND_THE_TARGET("stirs Ann's target", 1, 1);

    private final String sentence;
    private final int from;
    private final int to;

    Meeting(String sentence, int from, int to) {
      this.sentence = sentence;
      this.from = from;
      this.to = to;
    }

    boolean pump(Tank[] tanks, Runnable pump) {
      return tanks[from].pumpTo(tanks[to], 5, pump);
    }
  }

  private static Runnable throwing(RuntimeException burst) {
    return () -> {
      throw burst;
    };
  }

  private static Runnable throwing(Error flooded) {
    return () -> {
      throw flooded;
    };
  }

  /** Returns what is thrown, or null if nothing is. */
  private static Throwable whatComesOf(Runnable call) {
    try {
      call.run();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  /** Lets Ann do something; whatever came of it, Bob then uses both tanks in every way there is. */
  private static void othersCanUse(Tank one, Tank two, Runnable after) throws InterruptedException {
    elsewhere(() -> whatComesOf(after));
    elsewhere(() -> {
      whatComesOf(one::litres);
      whatComesOf(two::litres);
      whatComesOf(() -> Tank.inBoth(one, two));
      whatComesOf(() -> Tank.inBoth(two, one));
      whatComesOf(() -> one.pumpTo(two, 1, PUMP));
      whatComesOf(() -> two.pumpTo(one, 1, PUMP));
    });
  }

  /** Has another thread do something and waits for its end. */
  private static void elsewhere(Crew.Task task) throws InterruptedException {
    try (var crew = new Crew()) {
      crew.start("Bob", task);
    }
  }

  /**
   * Has Ann pump 20 litres from one tank to the other; while her pump runs, the test's own thread
   * does something. Her pump waits for that, so what the test waits for must not wait for Ann.
   */
  private static void duringAPump(Tank one, Tank two, Crew.Task meanwhile)
      throws InterruptedException {
    int before = one.litres();
    var pumping = new CountDownLatch(1);
    var enough = new CountDownLatch(1);
    try (var crew = new Crew()) {
      crew.start(
          "Ann",
          () -> {
            try {
              assertTrue(
                  one.pumpTo(
                      two,
                      20,
                      () -> {
                        pumping.countDown();
                        await(enough);
                      }),
                  () -> "Ann can pump 20 of " + before + " litres");
            } finally {
              pumping.countDown(); // if no pump was run
            }
          });
      await(pumping);
      try (var others = new Crew()) {
        others.start("Meanwhile", meanwhile);
      } finally {
        enough.countDown();
      }
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
