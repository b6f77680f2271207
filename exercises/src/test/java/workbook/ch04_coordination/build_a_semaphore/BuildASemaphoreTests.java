package workbook.ch04_coordination.build_a_semaphore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.DEADLOCK;
import static workbook.grader.cause.Misconception.IF_FOR_WHILE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.LOST_SIGNAL;
import static workbook.grader.cause.Misconception.NOTIFY_FOR_NOTIFY_ALL;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.UNBOUNDED;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.grader.cause.Detects;
import workbook.support.Crew;
import workbook.support.FirstFailureEnds;
import workbook.support.Stance;
import workbook.support.ThreadWatch;

/**
 * What one order of events, made on purpose, can prove about the boat house. Ordered so that each
 * mistake meets the test that names it first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class BuildASemaphoreTests {
  private final Crew crew = new Crew();

  @AfterEach
  void callEverybodyHome() {
    crew.dismiss();
  }

  @Test
  @Order(1)
  @DisplayName("One person takes boats out and brings them back, and the number is right")
  @Detects(WRONG_RESULT)
  void countsBoats() throws InterruptedException {
    var house = new BoatHouse(3);
    assertEquals(3, house.ashore(), "boats ashore in the morning");
    house.takeOut();
    assertEquals(2, house.ashore(), "boats ashore after takeOut");
    assertTrue(house.tryTakeOut(), "the answer of tryTakeOut with 2 boats ashore");
    house.takeOut();
    assertEquals(0, house.ashore(), "boats ashore after all were taken out");
    house.bringBack(1);
    assertEquals(1, house.ashore(), "boats ashore after one was brought back");
    house.bringBack(2);
    assertEquals(3, house.ashore(), "boats ashore after two more were");
    house.takeOut();
    assertEquals(2, house.ashore(), "boats ashore after takeOut once more");
  }

  @Test
  @Order(2)
  @DisplayName("Who only tries for a boat does not wait for one")
  @Detects(DEADLOCK)
  void tryingTakesNoTime() throws InterruptedException {
    elsewhere(() -> {
      var house = new BoatHouse(1);
      house.tryTakeOut();
      house.tryTakeOut();
      house.tryTakeOut();
    });
  }

  @Test
  @Order(3)
  @DisplayName("Who tries and finds no boat is told so, and nothing changes")
  @Detects(WRONG_RESULT)
  void tryingInVainChangesNothing() {
    var house = new BoatHouse(1);
    assertTrue(house.tryTakeOut(), "the answer with one boat ashore");
    assertFalse(house.tryTakeOut(), "the answer with no boat ashore");
    assertFalse(house.tryTakeOut(), "the answer when asked again");
    assertEquals(0, house.ashore(), "boats ashore after that");
    house.bringBack(1);
    assertEquals(1, house.ashore(), "boats ashore after one was brought back");
    assertTrue(house.tryTakeOut(), "the answer then");
  }

  @Test
  @Order(4)
  @DisplayName("What is no number of boats is refused, and nothing changes")
  @Detects(WRONG_RESULT)
  void refusesNonsense() {
    for (int boats : new int[] {-1, -7, Integer.MIN_VALUE}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new BoatHouse(boats),
          () -> "opening a boat house with " + boats + " boats");
    }
    var house = new BoatHouse(2);
    for (int returned : new int[] {0, -1, -2, Integer.MIN_VALUE}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> house.bringBack(returned),
          () -> "bringing back " + returned + " boats");
      assertEquals(2, house.ashore(), "boats ashore after that was refused");
    }
  }

  @Test
  @Order(5)
  @DisplayName("Boats may be brought that nobody took out, and then there are more")
  @Detects(WRONG_RESULT)
  void moreBoats() throws InterruptedException {
    var house = new BoatHouse(0);
    assertEquals(0, house.ashore(), "boats ashore in a boat house without any");
    house.bringBack(1);
    house.bringBack(3);
    assertEquals(4, house.ashore(), "boats ashore after 1 and 3 were brought");
    for (int boat = 0; boat < 4; boat++) {
      assertTrue(house.tryTakeOut(), "the answer of tryTakeOut while there are boats");
    }
    assertFalse(house.tryTakeOut(), "the answer of tryTakeOut after the last boat");
    house.bringBack(100_000);
    house.takeOut();
    assertEquals(99_999, house.ashore(), "boats ashore after a fleet has come and one boat gone");
  }

  @Test
  @Order(6)
  @DisplayName("One person takes a boat out and another one brings it back")
  @Detects(WRONG_RESULT)
  void anybodyBringsItBack() throws InterruptedException {
    var house = new BoatHouse(1);
    house.takeOut();
    elsewhere(() -> house.bringBack(1));
    assertEquals(1, house.ashore(), "boats ashore after Ann's boat was brought back by Bob");
    elsewhere(house::takeOut);
    elsewhere(() -> house.bringBack(1));
    assertEquals(1, house.ashore(), "boats ashore after Bob's boat was brought back by Cid");
  }

  @Test
  @Order(7)
  @DisplayName("Every boat house has its own boats")
  @Detects(WRONG_RESULT)
  void housesAreIndependent() throws InterruptedException {
    var north = new BoatHouse(2);
    var south = new BoatHouse(1);
    south.takeOut();
    assertEquals(2, north.ashore(), "boats at the north shore, after one left at the south");
    assertEquals(0, south.ashore(), "boats at the south shore");
    north.bringBack(1);
    assertFalse(south.tryTakeOut(), "the answer at the south shore, after a boat came north");
    assertEquals(3, north.ashore(), "boats at the north shore");
  }

  @Test
  @Order(8)
  @DisplayName("Nobody gets a boat that is not there")
  @Detects(UNBOUNDED)
  void nobodyRowsWithoutABoat() throws InterruptedException {
    assertStays(waits(new BoatHouse(0)), "though there is no boat and never was one");
    var house = new BoatHouse(2);
    house.takeOut();
    house.takeOut();
    assertStays(waits(house), "though both boats are out");
  }

  @Test
  @Order(9)
  @DisplayName("While somebody waits, others can bring boats, try for one and count them")
  @Detects(DEADLOCK)
  void nobodyWaitsInTheDoor() throws InterruptedException {
    var house = new BoatHouse(0);
    ThreadWatch.settle(waits(house));
    var answers = new CountDownLatch(3);
    Thread cid =
        crew.start(
            "Cid",
            () -> {
              house.tryTakeOut();
              answers.countDown();
              house.ashore();
              answers.countDown();
              house.bringBack(1);
              answers.countDown();
            });
    if (!ThreadWatch.reaches(() -> answers.getCount() == 0, List.of(cid))) {
      String stuck =
          switch ((int) answers.getCount()) {
            case 3 -> "tryTakeOut";
            case 2 -> "ashore";
            default -> "bringBack";
          };
      throw new AssertionError(
          "somebody waits for a boat, and now " + stuck + " does not come to an end",
          ThreadWatch.whereIs(cid));
    }
  }

  @Test
  @Order(10)
  @DisplayName("While somebody waits, there is no boat to be counted and none to be had")
  @Detects(WRONG_RESULT)
  void whoWaitsChangesNoNumber() throws InterruptedException {
    var house = new BoatHouse(1);
    house.takeOut();
    ThreadWatch.settle(waits(house));
    ThreadWatch.settle(waits(house));
    assertEquals(0, house.ashore(), "boats ashore while two people wait");
    assertFalse(house.tryTakeOut(), "the answer of tryTakeOut then");
    assertEquals(0, house.ashore(), "boats ashore after that");
  }

  @Test
  @Order(11)
  @DisplayName("Whoever waits leaves the processor to others")
  @Detects(BUSY_WAIT)
  void nobodyRunsInCircles() throws InterruptedException {
    var house = new BoatHouse(0);
    Thread waiting = waits(house);
    try {
      assertNot(Stance.SPINNING, waiting, "runs in circles until a boat comes in");
    } finally {
      house.bringBack(1); // so that it does not run on through all the tests
    }
  }

  @Test
  @Order(12)
  @DisplayName("Whoever waits is told, and does not wake up again and again to look")
  @Detects(SLEEP_FOR_SIGNAL)
  void nobodyDozes() throws InterruptedException {
    assertNot(Stance.DOZING, waits(new BoatHouse(0)), "waits for a boat with a time-out");
  }

  @Test
  @Order(13)
  @DisplayName("When a boat comes in, somebody who waits gets it")
  @Detects(LOST_SIGNAL)
  void whoWaitsIsTold() throws InterruptedException {
    var house = new BoatHouse(1);
    house.takeOut();
    for (int day = 1; day <= 2; day++) {
      ThreadWatch.settle(waits(house));
      house.bringBack(1);
      crew.join();
    }
    assertEquals(0, house.ashore(), "boats ashore after the one was taken out each time");
  }

  @Test
  @Order(14)
  @DisplayName("When three boats come in at once, three who wait get them")
  @Detects(NOTIFY_FOR_NOTIFY_ALL)
  void asManyAsThereAreBoats() throws InterruptedException {
    var house = new BoatHouse(0);
    threeWait(house);
    house.bringBack(3);
    crew.join();
    assertEquals(0, house.ashore(), "boats ashore after three were brought and three taken out");
  }

  @Test
  @Order(15)
  @DisplayName("When two boats come in and three people wait, two get one and the third sleeps on")
  @Detects(IF_FOR_WHILE)
  void noMoreThanThereAreBoats() throws InterruptedException {
    var house = new BoatHouse(0);
    List<Thread> waiting = threeWait(house);
    house.bringBack(2);
    assertEquals(2, goneOf(waiting, 2), "of three people who waited, those who went with 2 boats");
    assertEquals(0, house.ashore(), "boats ashore after that");
    house.bringBack(1);
    assertEquals(3, goneOf(waiting, 3), "of three people who waited, those who went with 3 boats");
    assertEquals(0, house.ashore(), "boats ashore in the end");
  }

  @Test
  @Order(16)
  @DisplayName("As many people are on the lake at the same time as there are boats")
  @Detects(OVER_SYNCHRONISED)
  void allBoatsAreUsed() throws InterruptedException {
    var house = new BoatHouse(5);
    var onTheLake = new AtomicInteger();
    var evening = new CountDownLatch(1);
    List<Thread> people = new ArrayList<>();
    for (int person = 0; person < 5; person++) {
      people.add(
          crew.start(
              "Bob",
              () -> {
                house.takeOut();
                onTheLake.incrementAndGet();
                await(evening);
                house.bringBack(1);
              }));
    }
    boolean all = ThreadWatch.reaches(() -> onTheLake.get() == 5, people);
    assertTrue(all, () -> "5 boats, 5 people, and on the lake there are " + onTheLake.get());
    assertStays(waits(house), "though all five boats are out");
    evening.countDown();
    crew.join();
    assertEquals(4, house.ashore(), "boats ashore after five came back and one went out");
  }

  @Test
  @Order(17)
  @DisplayName("Who is interrupted while waiting goes home at once, with an InterruptedException")
  @Detects(SWALLOWED_INTERRUPT)
  void whoWaitsCanBeCalledHome() throws InterruptedException {
    var house = new BoatHouse(0);
    var calledHome = new AtomicBoolean();
    Thread bob = waits(house, calledHome);
    ThreadWatch.settle(bob);
    bob.interrupt();
    assertCalledHome(bob, calledHome, "is interrupted while waiting");

    calledHome.set(false);
    Thread cid =
        crew.start(
            "Cid",
            () -> {
              Thread.currentThread().interrupt();
              takesOut(house, calledHome);
            });
    assertCalledHome(cid, calledHome, "has been interrupted before, and would have to wait,");
    assertEquals(0, house.ashore(), "boats ashore after two people went home");
  }

  @Test
  @Order(18)
  @DisplayName("Who goes home takes no boat along, and leaves no trace")
  @Detects(LOST_ITEM)
  void whoGoesHomeLosesNoBoat() throws InterruptedException {
    var house = new BoatHouse(0);
    var calledHome = new AtomicBoolean();
    List<Thread> waiting = List.of(waits(house, calledHome), waits(house, calledHome));
    for (Thread one : waiting) {
      ThreadWatch.settle(one);
    }
    for (Thread one : waiting) {
      one.interrupt();
      settleAfterInterrupt(one);
    }
    assertEquals(0, house.ashore(), "boats ashore after two who waited went home");
    assertFalse(house.tryTakeOut(), "the answer of tryTakeOut after that");
    house.bringBack(1);
    assertEquals(1, house.ashore(), "boats ashore when one has come in, and nobody waits any more");
    assertTrue(house.tryTakeOut(), "the answer of tryTakeOut then");
    assertFalse(house.tryTakeOut(), "the answer of tryTakeOut after the last boat");
  }

  @Test
  @Order(19)
  @DisplayName("When one of three who wait goes home, the other two get the next two boats")
  @Detects(LOST_ITEM)
  void whoGoesHomeTakesNobodysTurn() throws InterruptedException {
    for (int who = 0; who < 3; who++) {
      var house = new BoatHouse(0);
      List<Thread> waiting = new ArrayList<>(threeWait(house));
      Thread home = waiting.remove(who);
      home.interrupt();
      settleAfterInterrupt(home);
      house.bringBack(1);
      assertEquals(
          1, goneOf(waiting, 1), "of two people who still wait, those who went with 1 boat");
      house.bringBack(1);
      assertEquals(2, goneOf(waiting, 2), "of two people who still waited, those who went with 2");
      assertEquals(0, house.ashore(), "boats ashore after that");
    }
  }

  @Test
  @Order(20)
  @DisplayName("Who comes interrupted and finds a boat takes it out, or leaves it there")
  @Detects(LOST_ITEM)
  void interruptedBesideABoat() throws InterruptedException {
    var house = new BoatHouse(1);
    var calledHome = new AtomicBoolean();
    var kept = new AtomicBoolean();
    elsewhere(() -> {
      Thread.currentThread().interrupt();
      takesOut(house, calledHome);
      kept.set(Thread.currentThread().isInterrupted());
    });
    if (calledHome.get()) {
      assertEquals(1, house.ashore(), "boats ashore after Bob got an InterruptedException");
    } else {
      assertEquals(0, house.ashore(), "boats ashore after Bob got the boat");
      assertTrue(kept.get(), "the interrupt status of Bob, who got the boat and no exception");
    }
  }

  @Test
  @Order(21)
  @DisplayName("Who does not wait is not disturbed by an interrupt, and keeps it")
  @Detects(SWALLOWED_INTERRUPT)
  void othersKeepTheirInterrupt() throws InterruptedException {
    var house = new BoatHouse(1);
    elsewhere(() -> {
      Thread.currentThread().interrupt();
      assertTrue(house.tryTakeOut(), "the answer of tryTakeOut to somebody who was interrupted");
      assertStillInterrupted("a tryTakeOut with a boat");
      assertFalse(house.tryTakeOut(), "the answer without a boat");
      assertStillInterrupted("a tryTakeOut without a boat");
      house.bringBack(2);
      assertStillInterrupted("bringBack");
      assertEquals(2, house.ashore(), "boats ashore");
      assertStillInterrupted("ashore");
    });
    house.takeOut();
    house.takeOut();
    Thread waiting = waits(house);
    ThreadWatch.settle(waiting);
    elsewhere(() -> {
      Thread.currentThread().interrupt();
      house.bringBack(1);
      assertStillInterrupted("bringBack to somebody who waits");
    });
  }

  // --- the cast

  /** Starts somebody who takes a boat out and is gone, or goes home if interrupted. */
  private Thread waits(BoatHouse house) {
    return waits(house, new AtomicBoolean());
  }

  private Thread waits(BoatHouse house, AtomicBoolean calledHome) {
    return crew.start("Bob", () -> takesOut(house, calledHome));
  }

  private static void takesOut(BoatHouse house, AtomicBoolean calledHome) {
    try {
      house.takeOut();
    } catch (InterruptedException e) {
      calledHome.set(true);
    }
  }

  private List<Thread> threeWait(BoatHouse house) throws InterruptedException {
    List<Thread> waiting = List.of(waits(house), waits(house), waits(house));
    for (Thread one : waiting) {
      ThreadWatch.settle(one);
    }
    return waiting;
  }

  /** Has another thread do something and waits for its end. */
  private void elsewhere(Crew.Task task) throws InterruptedException {
    crew.start("Bob", task);
    crew.join();
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      fail("waited for more than " + Crew.PATIENCE.toSeconds() + " s");
    }
  }

  // --- what is asked

  /** Waits until so many have gone, or no more will, and returns how many have. */
  private static int goneOf(List<Thread> waiting, int expected) throws InterruptedException {
    ThreadWatch.reaches(() -> ended(waiting) >= expected, waiting);
    for (Thread one : waiting) {
      ThreadWatch.settle(one); // perhaps one more goes
    }
    return ended(waiting);
  }

  private static int ended(List<Thread> threads) {
    return (int) threads.stream().filter(thread -> !thread.isAlive()).count();
  }

  private static void assertStays(Thread waiting, String though) throws InterruptedException {
    if (ThreadWatch.settle(waiting) == Stance.ENDED) {
      fail("takeOut returns, " + though);
    }
  }

  private static void assertNot(Stance stance, Thread thread, String what)
      throws InterruptedException {
    if (ThreadWatch.settle(thread) == stance) {
      throw new AssertionError("Bob " + what, ThreadWatch.whereIs(thread));
    }
  }

  private static void assertCalledHome(Thread thread, AtomicBoolean calledHome, String when)
      throws InterruptedException {
    if (settleAfterInterrupt(thread) != Stance.ENDED) {
      throw new AssertionError(
          "who " + when + " stays as if nothing had been said", ThreadWatch.whereIs(thread));
    }
    if (!calledHome.get()) {
      fail("who " + when + " returns from takeOut as if with a boat, and there is none");
    }
  }

  private static void assertStillInterrupted(String after) {
    assertTrue(Thread.currentThread().isInterrupted(), () -> "the interrupt status after " + after);
  }

  /**
   * Waits until an interrupted thread has ended, runs in circles, or stands still for good. One
   * that has not got a processor yet looks as if it waited, so a short look is not enough.
   */
  private static Stance settleAfterInterrupt(Thread thread) throws InterruptedException {
    Stance stance = ThreadWatch.settle(thread);
    if (stance == Stance.SPINNING || stance == Stance.ENDED) {
      return stance;
    }
    ThreadWatch.reaches(() -> !thread.isAlive(), List.of(thread));
    return ThreadWatch.settle(thread);
  }
}
