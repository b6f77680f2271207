package workbook.ch03_locks.reentrant_lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.CHECK_THEN_ACT;
import static workbook.grader.cause.Misconception.LOST_SIGNAL;
import static workbook.grader.cause.Misconception.STALE_READ;
import static workbook.grader.cause.Misconception.STRANGER_RELEASE;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/**
 * Two or three people and one key, under every schedule.
 *
 * <p>Races are harmless here as long as nothing comes of them: who asks "is the owner I?" without a
 * lock gets the right answer, since nobody else writes that name.
 */
final class ReentrantLockScenarios {
  private final AtomicInteger inside = new AtomicInteger();

  @Scenario(
      value = "Ann and Bob want the key: whoever has to wait for it gets it",
      harmlessRaces = true)
  @Detects(LOST_SIGNAL)
  void whoeverWaitsGetsIt() {
    var key = new DepotKey();
    Actors.together(actor("Ann", () -> visitBriefly(key)), actor("Bob", () -> visitBriefly(key)));
  }

  @Scenario(value = "Ann and Bob want the key: never are both in the depot", harmlessRaces = true)
  @Detects(CHECK_THEN_ACT)
  void oneAtATime() {
    var key = new DepotKey();
    Actors.together(actor("Ann", () -> visit(key)), actor("Bob", () -> visit(key)));
    assertEquals(0, key.timesTaken(), "times taken by who never took it");
  }

  @Scenario(
      value = "Ann comes a second time, later, and Bob once: never are both in the depot",
      harmlessRaces = true)
  @Detects(CHECK_THEN_ACT)
  void oneAtATimeAlsoLater() {
    var key = new DepotKey();
    Actors.together(
        actor(
            "Ann",
            () -> {
              visitBriefly(key);
              visit(key);
            }),
        actor("Bob", () -> visit(key)));
  }

  @Scenario(value = "What Ann wrote down in the depot, Bob can read there", harmlessRaces = true)
  @Detects(STALE_READ)
  void whatOneDidTheNextSees() {
    var key = new DepotKey();
    var list = new int[1]; // plain: the key alone makes it safe
    Actors.together(actor("Ann", () -> addOne(key, list)), actor("Bob", () -> addOne(key, list)));
    key.take();
    assertEquals(2, list[0], "entries on the list, after two people made one each");
    key.giveBack();
  }

  @Scenario(
      value = "Ann takes the key twice: Bob does not come before she has given it back twice",
      harmlessRaces = true)
  @Detects(UNGUARDED_ACCESS)
  void twiceIsTwice() {
    var key = new DepotKey();
    Actors.together(
        actor(
            "Ann",
            () -> {
              key.take();
              inside.incrementAndGet();
              visitAgain(key);
              assertEquals(1, inside.get(), "people in the depot after Ann's first giveBack");
              assertEquals(1, key.timesTaken(), "times that Ann has the key then");
              inside.decrementAndGet();
              key.giveBack();
            }),
        actor("Bob", () -> visit(key)));
  }

  @Scenario(
      value = "Three people want the key: one after the other gets it, and nobody is forgotten",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(LOST_SIGNAL)
  void threePeople() {
    var key = new DepotKey();
    Actors.together(
        actor("Ann", () -> visitBriefly(key)),
        actor("Bob", () -> visitBriefly(key)),
        actor("Cid", () -> visitBriefly(key)));
  }

  @Scenario(
      value = "Ann has the key and gives it back, and whenever Bob tries to do so, he is refused",
      harmlessRaces = true)
  @Detects(STRANGER_RELEASE)
  void aStrangerTries() {
    var key = new DepotKey();
    Actors.together(
        actor(
            "Ann",
            () -> {
              key.take();
              key.take();
              assertEquals(2, key.timesTaken(), "times that Ann has the key");
              key.giveBack();
              key.giveBack();
              assertEquals(0, key.timesTaken(), "times that Ann has the key at last");
            }),
        actor("Bob", () -> assertTrue(isRefused(key), "Bob is refused")));
    key.take();
    assertEquals(1, key.timesTaken(), "times taken by the next one");
    key.giveBack();
  }

  @Scenario(
      value = "The key goes from Ann to Bob; each is told how often they have it, and no other",
      harmlessRaces = true)
  @Detects(UNGUARDED_ACCESS)
  void everybodyIsToldTheirOwn() {
    var key = new DepotKey();
    Actors.together(
        actor(
            "Ann",
            () -> {
              key.take();
              key.giveBack();
              assertEquals(0, key.timesTaken(), "times that Ann has the key, given back");
            }),
        actor(
            "Bob",
            () -> {
              assertEquals(0, key.timesTaken(), "times that Bob has the key, not yet taken");
              key.take();
              assertEquals(1, key.timesTaken(), "times that Bob has the key");
              key.giveBack();
            }));
  }

  @Scenario(
      value = "Bob is interrupted at any moment: he gets the key in his turn, and will know of it",
      harmlessRaces = true)
  @Detects(SWALLOWED_INTERRUPT)
  void interruptedAtAnyMoment() {
    var key = new DepotKey();
    var bob = new AtomicReference<Thread>();
    var interrupted = new AtomicBoolean();
    Actors.together(
        actor(
            "Ann",
            () -> {
              visit(key);
              Thread whom = bob.get();
              if (whom != null) {
                whom.interrupt();
                interrupted.set(true);
              }
            }),
        actor(
            "Bob",
            () -> {
              bob.set(Thread.currentThread());
              visit(key);
              if (interrupted.get()) {
                assertTrue(Thread.currentThread().isInterrupted(), "Bob's interrupt status");
              }
            }));
  }

  @Scenario(
      value = "Bob is interrupted while Ann has the key: he waits on, and Cid gets it as well",
      racesJudgedElsewhere = true,
      maxSchedules = 10_000)
  @Detects(SWALLOWED_INTERRUPT)
  void interruptedWhileWaiting() {
    var key = new DepotKey();
    var bob = new AtomicReference<Thread>();
    var interrupted = new AtomicBoolean();
    Actors.together(
        actor(
            "Ann",
            () -> {
              key.take();
              inside.incrementAndGet();
              Thread whom = bob.get();
              if (whom != null) {
                whom.interrupt();
                interrupted.set(true);
              }
              assertEquals(1, inside.get(), "people in the depot, while Ann has the key");
              inside.decrementAndGet();
              key.giveBack();
            }),
        actor(
            "Bob",
            () -> {
              bob.set(Thread.currentThread());
              visit(key);
              if (interrupted.get()) {
                assertTrue(Thread.currentThread().isInterrupted(), "Bob's interrupt status");
              }
            }),
        actor("Cid", () -> visit(key)));
  }

  /** Takes the key and gives it back; whether both are in at once is for other scenarios to ask. */
  private static void visitBriefly(DepotKey key) {
    key.take();
    isRefused(key);
  }

  private void visit(DepotKey key) {
    key.take();
    assertEquals(1, inside.incrementAndGet(), "people in the depot");
    inside.decrementAndGet();
    key.giveBack();
  }

  /** Goes to the depot for a second errand, while the first is not yet done. */
  private void visitAgain(DepotKey key) {
    key.take();
    assertEquals(1, inside.get(), "people in the depot, on Ann's second errand");
    key.giveBack();
  }

  private static void addOne(DepotKey key, int[] list) {
    key.take();
    list[0]++;
    key.giveBack();
  }

  private static boolean isRefused(DepotKey key) {
    try {
      key.giveBack();
      return false;
    } catch (IllegalMonitorStateException expected) {
      return true;
    }
  }
}
