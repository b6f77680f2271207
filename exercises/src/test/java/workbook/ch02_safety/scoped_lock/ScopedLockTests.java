package workbook.ch02_safety.scoped_lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
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
 * Every way out, and what one who waits does meanwhile. Whether the light keeps people apart is for
 * the scenarios to show.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class ScopedLockTests {
  private static final Runnable BAND = () -> {};

  private final Crew crew = new Crew();
  private final RedLight light = new RedLight();

  @AfterEach
  void sendEverybodyHome() {
    crew.dismiss();
  }

  /** What a band throws that breaks off. */
  private static final class BrokenString extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** What a band throws when worse happens. */
  private static final class RoofCameDown extends Error {
    private static final long serialVersionUID = 1;
  }

  // --- the light

  @Test
  @Order(1)
  @DisplayName("Whoever asks whether the light is on is told at once")
  @Detects(OVER_SYNCHRONISED)
  void aGlanceWaitsForNobody() throws InterruptedException {
    var told = new CountDownLatch(1);
    OnAir onAir = light.switchOn();
    Thread waiting = crew.start("Bob", () -> light.switchOn().close());
    ThreadWatch.settle(waiting);
    Thread asking =
        crew.start(
            "Owner",
            () -> {
              light.isOn();
              told.countDown();
            });
    boolean answered = ThreadWatch.reaches(() -> told.getCount() == 0, List.of(asking));
    Throwable where = ThreadWatch.whereIs(asking);
    onAir.close();
    if (!answered) {
      throw new AssertionError(
          "while the light is on, who asks isOn() waits until it is off", where);
    }
    crew.join();
  }

  @Test
  @Order(2)
  @DisplayName("The light is on from switchOn to close, whoever asks")
  @Detects(WRONG_RESULT)
  void onAndOff() throws InterruptedException {
    for (int time = 1; time <= 2; time++) {
      assertFalse(light.isOn(), "the light is on before anybody has switched it on");
      OnAir onAir = light.switchOn();
      assertTrue(light.isOn(), "the light is off for the thread that has switched it on");
      elsewhere(() -> assertTrue(light.isOn(), "the light that Ann has on is off for Bob"));
      onAir.close();
      assertFalse(light.isOn(), "the light is on after it was closed");
      elsewhere(() -> assertFalse(light.isOn(), "the light that Ann has closed is on for Bob"));
    }
    assertFalse(new RedLight().isOn(), "another light is on");
  }

  @Test
  @Order(3)
  @DisplayName("The light of one building is not that of another")
  @Detects(OVER_SYNCHRONISED)
  void lightsAreIndependent() throws InterruptedException {
    OnAir onAir = light.switchOn();
    var other = new RedLight();
    assertFalse(other.isOn(), "a light is on because another is");
    elsewhere(() -> other.switchOn().close());
    onAir.close();
  }

  @Test
  @Order(4)
  @DisplayName("To close what is closed already does nothing")
  @Detects(WRONG_RESULT)
  void closingTwiceIsClosingOnce() {
    OnAir onAir = light.switchOn();
    onAir.close();
    closeAgain(onAir);
    closeAgain(onAir);
    assertFalse(light.isOn(), "the light is on after it was closed three times");
    OnAir next = light.switchOn();
    assertTrue(light.isOn(), "the light is off: it was closed twice, and then switched on");
    closeAgain(onAir);
    assertTrue(
        light.isOn(),
        "the light is off for whoever has it on: an OnAir from before was closed once more");
    next.close();
    assertFalse(light.isOn(), "the light is on after all was closed");
  }

  @Test
  @Order(5)
  @DisplayName("To close what is closed already leaves the light on for somebody else")
  @Detects(WRONG_RESULT)
  void closingTwiceIsNobodyElsesAffair() throws InterruptedException {
    OnAir anns = light.switchOn();
    anns.close();
    var bobHasIt = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    crew.start(
        "Bob",
        () -> {
          OnAir bobs = light.switchOn();
          bobHasIt.countDown();
          goOn.await();
          bobs.close();
        });
    assertTrue(
        bobHasIt.await(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS),
        "Ann has switched the light off, and Bob does not get it");
    closeAgain(anns);
    boolean on = light.isOn();
    goOn.countDown();
    assertTrue(on, "Bob has the light on, and it is off: Ann closed hers, from before, once more");
    crew.join();
    assertFalse(light.isOn(), "the light is on after Bob has closed his");
  }

  @Test
  @Order(6)
  @DisplayName("Who waits for the light leaves the processor to others")
  @Detects(BUSY_WAIT)
  void waitingIsSleeping() throws InterruptedException {
    OnAir onAir = light.switchOn();
    Thread bob = crew.start("Bob", () -> light.switchOn().close());
    Stance stance = ThreadWatch.settle(bob);
    Throwable where = ThreadWatch.whereIs(bob);
    onAir.close();
    assertSleeps(stance, "who waits for the light runs in circles", where);
    crew.join();
  }

  @Test
  @Order(7)
  @DisplayName("Who is interrupted while waiting for the light goes on sleeping")
  @Detects(BUSY_WAIT)
  void interruptedAndSleeping() throws InterruptedException {
    OnAir onAir = light.switchOn();
    Thread bob =
        crew.start(
            "Bob",
            () -> {
              try {
                light.switchOn().close();
              } catch (RuntimeException thrown) {
                // That is the next test's.
              }
            });
    ThreadWatch.settle(bob);
    bob.interrupt();
    Stance stance = ThreadWatch.settleAfterInterrupt(bob);
    assertSleeps( // before the light is closed, for whoever runs in circles may not let go of it
        stance,
        "who waits for the light and is interrupted runs in circles from then on",
        ThreadWatch.whereIs(bob));
    onAir.close();
    crew.join();
  }

  @Test
  @Order(8)
  @DisplayName("An interrupt neither ends the wait for the light nor is forgotten")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptIsKept() throws InterruptedException {
    var came = new AtomicReference<>("still waits");
    OnAir onAir = light.switchOn();
    Thread bob =
        crew.start(
            "Bob",
            () -> {
              try {
                OnAir bobs = light.switchOn();
                came.set(Thread.currentThread().isInterrupted() ? "as it must be" : "forgotten");
                bobs.close();
              } catch (RuntimeException thrown) {
                came.set("thrown out by " + thrown);
              }
            });
    if (ThreadWatch.settle(bob) == Stance.ENDED) {
      return; // he was let in without any interrupt, which the scenarios have an eye on
    }
    bob.interrupt();
    ThreadWatch.settleAfterInterrupt(bob);
    String whileOn = came.get();
    onAir.close();
    if (!whileOn.equals("still waits")) {
      fail(
          "an interrupt ends the wait while the light is on for somebody else"
              + (whileOn.startsWith("thrown") ? ": " + whileOn : ""));
    }
    crew.join();
    if (!came.get().equals("as it must be")) {
      fail(
          "Bob was interrupted while he waited, and when the light is his he does not know it any"
              + " more: his interrupt status is not set"
              + (came.get().startsWith("thrown") ? "; he was " + came.get() : ""));
    }
  }

  // --- the studio

  @Test
  @Order(9)
  @DisplayName("However a song ends, the light goes off and the next band gets in")
  @Detects(LOCK_LEAK)
  void everyWayOutSwitchesOff() throws InterruptedException {
    wayOut("a song was recorded", studio -> studio.recordSong(4, BAND));
    wayOut("there was too little tape", studio -> studio.recordSong(11, BAND));
    wayOut("0 metres were refused", studio -> studio.recordSong(0, BAND));
    wayOut(
        "the band broke off with an exception",
        studio ->
            studio.recordSong(
                4,
                () -> {
                  throw new BrokenString();
                }));
    wayOut(
        "the band broke off with an error",
        studio ->
            studio.recordSong(
                4,
                () -> {
                  throw new RoofCameDown();
                }));
    wayOut(
        "the band broke off with an exception that nobody has declared",
        studio ->
            studio.recordSong(
                4, () -> ScopedLockTests.<RuntimeException>sneak(new IOException("a fuse blew"))));
    wayOut("somebody looked at the tape", Studio::metresLeft);
  }

  @Test
  @Order(10)
  @DisplayName("Songs are numbered from 1, and their tape is used up")
  @Detects(WRONG_RESULT)
  void songsAreCounted() {
    var studio = new Studio(light, 10);
    List<Thread> played = new ArrayList<>();
    Runnable band = () -> played.add(Thread.currentThread());
    assertEquals(10, studio.metresLeft(), "metres left of 10 before the first song");
    assertEquals(OptionalInt.of(1), studio.recordSong(4, band), "the first song, of 4 metres");
    assertEquals(6, studio.metresLeft(), "metres left of 10 after a song of 4");
    assertEquals(OptionalInt.of(2), studio.recordSong(1, band), "the second song, of 1 metre");
    assertEquals(OptionalInt.of(3), studio.recordSong(5, band), "the third song, for all the rest");
    assertEquals(0, studio.metresLeft(), "metres left of 10 after songs of 4, 1 and 5");
    assertEquals(3, played.size(), "songs that were played");
    assertTrue(
        played.stream().allMatch(t -> t == Thread.currentThread()),
        "a band plays in the thread that called recordSong");
  }

  @Test
  @Order(11)
  @DisplayName("With too little tape left nothing is played and nothing changes")
  @Detects(WRONG_RESULT)
  void tooLittleTape() {
    var studio = new Studio(light, 5);
    studio.recordSong(2, BAND);
    assertEquals(
        OptionalInt.empty(),
        studio.recordSong(4, () -> fail("the band plays although there is too little tape")),
        "a song of 4 metres with 3 left");
    assertEquals(
        OptionalInt.empty(),
        studio.recordSong(
            Integer.MAX_VALUE, () -> fail("the band plays a song of more tape than there is")),
        "a song of 2147483647 metres with 3 left");
    assertEquals(3, studio.metresLeft(), "metres left after those were not recorded");
    assertEquals(OptionalInt.of(2), studio.recordSong(3, BAND), "the next song, of 3 metres");
  }

  @Test
  @Order(12)
  @DisplayName("Whatever a band throws reaches whoever wanted the song recorded")
  @Detects(LOST_FAILURE)
  void breakingOffIsTold() {
    for (Throwable thrown :
        List.of(new BrokenString(), new RoofCameDown(), new IOException("a fuse blew"))) {
      var studio = new Studio(light, 10);
      Throwable told = null;
      try {
        studio.recordSong(4, () -> ScopedLockTests.<RuntimeException>sneak(thrown));
      } catch (Throwable reached) {
        told = reached;
      }
      assertSame(thrown, told, "what recordSong throws when the band throws " + thrown);
    }
  }

  @Test
  @Order(13)
  @DisplayName("A song that breaks off uses no tape and no number")
  @Detects(WRONG_RESULT)
  void brokenOffIsNoSong() throws InterruptedException {
    for (Throwable thrown :
        List.of(new BrokenString(), new RoofCameDown(), new IOException("a fuse blew"))) {
      var studio = new Studio(light, 10);
      studio.recordSong(1, BAND);
      try {
        studio.recordSong(4, () -> ScopedLockTests.<RuntimeException>sneak(thrown));
      } catch (Throwable asItMust) {
        assertSame(thrown, asItMust, "what recordSong throws");
      }
      assertEquals(9, studio.metresLeft(), "metres left of 10 after 1 song of 1, and " + thrown);
      assertEquals(OptionalInt.of(2), studio.recordSong(9, BAND), "the next song");
    }
  }

  @Test
  @Order(14)
  @DisplayName("Fewer than 1 metre is refused, and nothing changes")
  @Detects(WRONG_RESULT)
  void refusal() {
    var studio = new Studio(light, 10);
    for (int metres : new int[] {0, -1, Integer.MIN_VALUE}) {
      try {
        studio.recordSong(metres, () -> fail("the band plays a song of " + metres + " metres"));
        fail(metres + " metres are not refused");
      } catch (IllegalArgumentException expected) {
        assertEquals(10, studio.metresLeft(), "metres left of 10 after " + metres + " metres");
      }
    }
    assertEquals(OptionalInt.of(1), studio.recordSong(10, BAND), "the first song");
  }

  @Test
  @Order(15)
  @DisplayName("Studios that share a light have a tape each")
  @Detects(WRONG_RESULT)
  void studiosAreIndependent() {
    var north = new Studio(light, 10);
    var south = new Studio(light, 20);
    north.recordSong(4, BAND);
    assertEquals(20, south.metresLeft(), "metres left in one studio, after a song in the other");
    assertEquals(OptionalInt.of(1), south.recordSong(5, BAND), "the first song there");
    assertEquals(6, north.metresLeft(), "metres left in the first studio");
  }

  // --- what is asked

  private static void assertSleeps(Stance stance, String otherwise, Throwable where) {
    if (stance == Stance.SPINNING || stance == Stance.DOZING) {
      throw new AssertionError(otherwise, where);
    }
  }

  private static void closeAgain(OnAir onAir) {
    try {
      onAir.close();
    } catch (RuntimeException thrown) {
      throw new AssertionError("closing an OnAir once more throws " + thrown, thrown);
    }
  }

  private void elsewhere(Crew.Task task) throws InterruptedException {
    crew.start("Bob", task);
    crew.join();
  }

  private interface Visit {
    void at(Studio studio) throws Exception;
  }

  /** Does something in a studio, whatever comes of it, and then has another band come. */
  private void wayOut(String way, Visit visit) throws InterruptedException {
    var own = new RedLight();
    var studio = new Studio(own, 10);
    try {
      visit.at(studio);
    } catch (Throwable itsWay) {
      // What it must be is for other tests.
    }
    assertFalse(own.isOn(), "the light is still on after " + way);
    elsewhere(() -> studio.recordSong(1, BAND));
    elsewhere(studio::metresLeft);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
