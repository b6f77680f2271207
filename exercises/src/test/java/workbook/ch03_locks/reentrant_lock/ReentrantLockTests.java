package workbook.ch03_locks.reentrant_lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.LOST_SIGNAL;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.SELF_DEADLOCK;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;
import static workbook.grader.cause.Misconception.STRANGER_RELEASE;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
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
 * What one order of events, made on purpose, can prove about the key. Ordered so that each mistake
 * meets the test that names it first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class ReentrantLockTests {
  /** Deeper than any procedure, and than a byte or a short can count. */
  private static final int DEEP = 100_000;

  /** How often to look whether an interrupt has been noticed: who sleeps deeply never notices. */
  private static final int LOOKS = 5;

  private final Crew crew = new Crew();

  @AfterEach
  void sendEverybodyHome() {
    crew.dismiss();
  }

  @Test
  @Order(1)
  @DisplayName("Who takes the key once and gives it back has it in between")
  @Detects(WRONG_RESULT)
  void takenAndGivenBack() throws InterruptedException {
    var key = new DepotKey();
    assertEquals(0, key.timesTaken(), "times taken by somebody who has just come");
    for (int day = 1; day <= 3; day++) {
      key.take();
      assertEquals(1, key.timesTaken(), "times taken after take");
      giveBack(key);
      assertEquals(0, key.timesTaken(), "times taken after take and giveBack");
    }
    elsewhere(() -> {
      key.take();
      giveBack(key);
    });
  }

  @Test
  @Order(2)
  @DisplayName("Who has the key and takes it again does not wait for herself")
  @Detects(SELF_DEADLOCK)
  void takenAgain() throws InterruptedException {
    var key = new DepotKey();
    elsewhere(() -> {
      key.take();
      key.take();
      giveBackIfAllowed(key);
      giveBackIfAllowed(key);
    });
  }

  @Test
  @Order(3)
  @DisplayName("The key counts: n times taken, n times to give back")
  @Detects(WRONG_RESULT)
  void counts() {
    var key = new DepotKey();
    for (int times = 1; times <= 3; times++) {
      key.take();
      assertEquals(times, key.timesTaken(), "times taken");
    }
    giveBack(key);
    assertEquals(2, key.timesTaken(), "times taken after 3 takes and 1 giveBack");
    key.take();
    assertEquals(3, key.timesTaken(), "times taken after one more take");
    for (int times = 2; times >= 0; times--) {
      giveBack(key);
      assertEquals(times, key.timesTaken(), "times taken, on the way back");
    }
  }

  @Test
  @Order(4)
  @DisplayName("The key counts as far as anybody may go")
  @Detects(WRONG_RESULT)
  void countsFar() throws InterruptedException {
    var key = new DepotKey();
    for (int times = 0; times < DEEP; times++) {
      key.take();
    }
    assertEquals(DEEP, key.timesTaken(), "times taken");
    for (int times = 0; times < DEEP; times++) {
      giveBack(key);
    }
    assertEquals(0, key.timesTaken(), "times taken after as many givings back");
    elsewhere(() -> {
      key.take();
      giveBack(key);
    });
  }

  @Test
  @Order(5)
  @DisplayName("While Ann has the key, Bob is told that he has it 0 times")
  @Detects(WRONG_RESULT)
  void everybodyIsToldTheirOwn() throws InterruptedException {
    var key = new DepotKey();
    key.take();
    key.take();
    elsewhere(() -> assertEquals(0, key.timesTaken(), "times that Bob has taken Ann's key"));
    assertEquals(2, key.timesTaken(), "times that Ann has taken it");
  }

  @Test
  @Order(6)
  @DisplayName("Two keys have nothing to do with each other")
  @Detects(WRONG_RESULT)
  void keysAreIndependent() {
    var depot = new DepotKey();
    var attic = new DepotKey();
    depot.take();
    depot.take();
    assertEquals(0, attic.timesTaken(), "times that the attic's key was taken, not the depot's");
    attic.take();
    giveBack(attic);
    assertEquals(2, depot.timesTaken(), "times that the depot's key was taken");
    giveBack(depot);
    giveBack(depot);
  }

  @Test
  @Order(7)
  @DisplayName("While Ann has one key, Bob need not wait for the other")
  @Detects(OVER_SYNCHRONISED)
  void theOtherKeyIsFree() throws InterruptedException {
    var depot = new DepotKey();
    var attic = new DepotKey();
    depot.take();
    var inTheAttic = new AtomicBoolean();
    Thread bob =
        crew.start(
            "Bob",
            () -> {
              attic.take();
              attic.take();
              inTheAttic.set(true);
              giveBack(attic);
              giveBack(attic);
            });
    assertReached(
        ThreadWatch.reaches(inTheAttic::get, List.of(bob)),
        bob,
        "Bob waits for the attic's key, and Ann has only the depot's");
    crew.join();
    assertEquals(1, depot.timesTaken(), "times that Ann has the depot's key");
  }

  @Test
  @Order(8)
  @DisplayName("Whoever does not have the key cannot give it back")
  @Detects(STRANGER_RELEASE)
  void nobodyGivesBackWhatTheyDoNotHave() throws InterruptedException {
    var key = new DepotKey();
    assertRefused(key, "who never took it");
    key.take();
    key.take();
    giveBack(key);
    giveBack(key);
    assertRefused(key, "who has given it back as often as he took it");
    assertRefused(key, "who tries once more");
    key.take();
    assertEquals(1, key.timesTaken(), "times taken after refusals and one take");
    giveBack(key);
    assertEquals(0, key.timesTaken(), "times taken after that");
    elsewhere(() -> {
      assertRefused(key, "who was never there before");
      key.take();
      giveBack(key);
      assertRefused(key, "who has given it back");
    });
    key.take();
    giveBack(key);
  }

  @Test
  @Order(9)
  @DisplayName("Until Ann has given back the key as often as she took it, Bob does not get it")
  @Detects(UNGUARDED_ACCESS)
  void oneAtATime() throws InterruptedException {
    var key = new DepotKey();
    key.take();
    key.take();
    key.take();
    giveBack(key);
    Thread bob = waits(key, new AtomicInteger());
    assertFalse(comesIn(bob), "Bob gets the key, which Ann has twice");
    giveBack(key);
    assertFalse(comesIn(bob), "Bob gets the key, which Ann still has once");
    key.take();
    assertFalse(comesIn(bob), "Bob gets the key, which Ann has twice again");
    giveBack(key);
    giveBack(key);
  }

  @Test
  @Order(10)
  @DisplayName("Whoever waits leaves the processor to others")
  @Detects(BUSY_WAIT)
  void nobodyRunsInCircles() throws InterruptedException {
    var key = new DepotKey();
    key.take();
    Thread bob = waits(key, new AtomicInteger());
    try {
      assertNot(Stance.SPINNING, bob, "runs in circles while Ann has the key");
    } finally {
      giveBack(key);
    }
  }

  @Test
  @Order(11)
  @DisplayName("Whoever waits is woken, and does not wake up again and again to look")
  @Detects(SLEEP_FOR_SIGNAL)
  void nobodyDozes() throws InterruptedException {
    var key = new DepotKey();
    key.take();
    Thread bob = waits(key, new AtomicInteger());
    assertNot(Stance.DOZING, bob, "waits for the key with a time-out");
    giveBack(key);
  }

  @Test
  @Order(12)
  @DisplayName("When the key is back, somebody who waits gets it, and then the next")
  @Detects(LOST_SIGNAL)
  void whoeverWaitsGetsIt() throws InterruptedException {
    var key = new DepotKey();
    var gotIt = new AtomicInteger();
    key.take();
    key.take();
    for (int waiting = 0; waiting < 3; waiting++) {
      ThreadWatch.settle(waits(key, gotIt));
    }
    giveBack(key);
    giveBack(key);
    crew.join();
    assertEquals(3, gotIt.get(), "people who got the key after Ann");
  }

  @Test
  @Order(13)
  @DisplayName("While Ann has the key, Bob cannot give it back")
  @Detects(STRANGER_RELEASE)
  void nobodyGivesBackWhatAnotherHas() throws InterruptedException {
    var key = new DepotKey();
    key.take();
    key.take();
    elsewhere(() -> {
      assertRefused(key, "Bob, while Ann has it,");
      assertRefused(key, "Bob, trying again,");
      assertRefused(key, "Bob, for the third time,");
    });
    assertEquals(2, key.timesTaken(), "times that Ann has the key, after Bob wanted to give it");
    Thread bob = waits(key, new AtomicInteger());
    assertFalse(comesIn(bob), "Bob gets in while Ann has the key, for he has 'given it back'");
    giveBack(key);
    giveBack(key);
    crew.join();
  }

  @Test
  @Order(14)
  @DisplayName("Nobody but its holder can give the key back, also when it was waited for")
  @Detects(STRANGER_RELEASE)
  void theKeyChangesHands() throws InterruptedException {
    var key = new DepotKey();
    key.take();
    var bobHasIt = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    Thread bob =
        crew.start(
            "Bob",
            () -> {
              key.take();
              key.take();
              assertEquals(2, key.timesTaken(), "times that Bob has the key");
              bobHasIt.countDown();
              await(goOn);
              giveBack(key);
              giveBack(key);
              assertRefused(key, "Bob, who has given it back");
            });
    ThreadWatch.settle(bob);
    giveBack(key);
    await(bobHasIt);
    assertEquals(0, key.timesTaken(), "times that Ann has the key which is now Bob's");
    assertRefused(key, "Ann, who had it before Bob,");
    goOn.countDown();
    key.take();
    assertEquals(1, key.timesTaken(), "times that Ann has the key after Bob");
    giveBack(key);
    crew.join();
  }

  @Test
  @Order(15)
  @DisplayName("Two people with the same name are two people")
  @Detects(UNGUARDED_ACCESS)
  void sameNames() throws InterruptedException {
    var key = new DepotKey();
    key.take();
    var got = new AtomicBoolean();
    Thread namesake =
        crew.start(
            Thread.currentThread().getName(),
            () -> {
              assertEquals(0, key.timesTaken(), "times that another of the same name has the key");
              assertRefused(key, "another of the same name");
              key.take();
              got.set(true);
              giveBack(key);
            });
    boolean ended = ThreadWatch.settle(namesake) == Stance.ENDED;
    assertFalse(ended && got.get(), "who has the holder's name gets the key");
    giveBack(key);
    crew.join();
  }

  @Test
  @Order(16)
  @DisplayName("Who was interrupted while waiting goes on sleeping")
  @Detects(BUSY_WAIT)
  void anInterruptIsNoAlarm() throws InterruptedException {
    var key = new DepotKey();
    key.take();
    Thread bob =
        crew.start(
            "Bob",
            () -> {
              key.take();
              giveBackIfAllowed(key); // whether he has it is for the next test to ask
            });
    ThreadWatch.settle(bob);
    bob.interrupt();
    if (settleAfterInterrupt(bob) == Stance.SPINNING) { // then nobody may get at the key any more
      throw new AssertionError(
          "Bob was interrupted, and from then on he waits by running in circles",
          ThreadWatch.whereIs(bob));
    }
    giveBack(key);
    crew.join();
  }

  @Test
  @Order(17)
  @DisplayName("Who is interrupted while waiting does not get in for that")
  @Detects(UNGUARDED_ACCESS)
  void anInterruptIsNoKey() throws InterruptedException {
    var key = new DepotKey();
    var gotIt = new AtomicInteger();
    key.take();
    Thread bob = waits(key, gotIt);
    ThreadWatch.settle(bob);
    bob.interrupt();
    Stance stance = settleAfterInterrupt(bob);
    int got = gotIt.get();
    giveBack(key);
    assertEquals(0, got, "people who got the key while Ann had it, by an interrupt");
    if (stance == Stance.ENDED) {
      fail("take() has not returned, and yet the interrupted thread has ended");
    }
    crew.join();
    assertEquals(1, gotIt.get(), "people who got the key after Ann gave it back");
  }

  @Test
  @Order(18)
  @DisplayName("Who was interrupted while waiting finds that out when he has the key")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptDuringTheWaitIsKept() throws InterruptedException {
    var key = new DepotKey();
    var told = new AtomicBoolean();
    key.take();
    Thread bob =
        crew.start(
            "Bob",
            () -> {
              key.take();
              told.set(Thread.currentThread().isInterrupted());
              giveBack(key);
            });
    ThreadWatch.settle(bob);
    bob.interrupt();
    settleAfterInterrupt(bob);
    bob.interrupt(); // and once more, for people are impatient
    settleAfterInterrupt(bob);
    giveBack(key);
    crew.join();
    assertTrue(told.get(), "the interrupt status of Bob, interrupted while he waited for the key");
  }

  @Test
  @Order(19)
  @DisplayName("Who comes with the interrupt status set keeps it")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptBeforeIsKept() throws InterruptedException {
    var key = new DepotKey();
    elsewhere(() -> {
      Thread.currentThread().interrupt();
      key.take();
      assertStillInterrupted("take of a free key");
      key.take();
      assertStillInterrupted("take of a key that Bob has");
      assertEquals(2, key.timesTaken(), "times that the interrupted Bob has the key");
      assertStillInterrupted("timesTaken");
      giveBack(key);
      giveBack(key);
      assertStillInterrupted("giveBack");
      assertRefused(key, "the interrupted Bob");
      assertStillInterrupted("a giveBack that is refused");
    });
    key.take();
    var told = new AtomicBoolean();
    Thread bob =
        crew.start(
            "Bob",
            () -> {
              Thread.currentThread().interrupt();
              key.take();
              told.set(Thread.currentThread().isInterrupted());
              giveBack(key);
            });
    ThreadWatch.settle(bob);
    giveBack(key);
    crew.join();
    assertTrue(told.get(), "the interrupt status of Bob, who came with it set and had to wait");
  }

  @Test
  @Order(20)
  @DisplayName("Who was interrupted is not forgotten, nor is who waits beside him")
  @Detects(LOST_SIGNAL)
  void nobodyIsForgottenAfterAnInterrupt() throws InterruptedException {
    var key = new DepotKey();
    var gotIt = new AtomicInteger();
    key.take();
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      waiting.add(waits(key, gotIt));
      ThreadWatch.settle(waiting.getLast());
    }
    for (Thread one : waiting.subList(0, 2)) {
      one.interrupt();
      settleAfterInterrupt(one);
    }
    giveBack(key);
    crew.join();
    assertEquals(3, gotIt.get(), "people who got the key after Ann");
  }

  // --- the cast

  /** Starts somebody who takes the key, is counted, and gives it back. */
  private Thread waits(DepotKey key, AtomicInteger gotIt) {
    return crew.start(
        "Bob",
        () -> {
          key.take();
          gotIt.incrementAndGet();
          giveBack(key);
        });
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

  /** Gives back what the caller has; whoever is refused that has a key that miscounts. */
  private static void giveBack(DepotKey key) {
    try {
      key.giveBack();
    } catch (IllegalMonitorStateException e) {
      throw new AssertionError("who has the key is not allowed to give it back", e);
    }
  }

  private static void giveBackIfAllowed(DepotKey key) {
    try {
      key.giveBack();
    } catch (IllegalMonitorStateException e) {
      // Another test asks whether he should be.
    }
  }

  // --- what is asked

  /** Returns whether somebody has got the key, given it back and gone. */
  private static boolean comesIn(Thread waiting) throws InterruptedException {
    return ThreadWatch.settle(waiting) == Stance.ENDED;
  }

  private static void assertRefused(DepotKey key, String who) {
    try {
      key.giveBack();
    } catch (IllegalMonitorStateException expected) {
      return;
    }
    fail(who + " can give the key back, without having it");
  }

  private static void assertStillInterrupted(String after) {
    assertTrue(Thread.currentThread().isInterrupted(), () -> "the interrupt status after " + after);
  }

  private static void assertNot(Stance stance, Thread thread, String what)
      throws InterruptedException {
    if (ThreadWatch.settle(thread) == stance) {
      throw new AssertionError("Bob " + what, ThreadWatch.whereIs(thread));
    }
  }

  private static void assertReached(boolean reached, Thread stuck, String otherwise) {
    if (!reached) {
      throw new AssertionError(otherwise, ThreadWatch.whereIs(stuck));
    }
  }

  /**
   * Waits until an interrupted thread has noticed it and settled again. One that has not noticed
   * after a while sleeps too deeply for that, which is allowed.
   */
  private static Stance settleAfterInterrupt(Thread thread) throws InterruptedException {
    Stance stance = ThreadWatch.settle(thread);
    for (int look = 1; look < LOOKS; look++) {
      boolean noticed = !thread.isInterrupted();
      stance = ThreadWatch.settle(thread);
      if (noticed || stance == Stance.ENDED || stance == Stance.SPINNING) {
        return stance;
      }
    }
    return stance;
  }
}
