package workbook.ch02_safety.lost_update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.STALE_READ;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.grader.cause.Detects;
import workbook.support.Crew;

/**
 * What one schedule, made on purpose, can prove; that no update is lost on any other is for the
 * scenarios to show.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostUpdateTests {

  @Test
  @Order(1)
  @DisplayName("A lone waiter's till adds what comes in and subtracts what goes out")
  @Detects(WRONG_RESULT)
  void addsAndSubtracts() {
    var till = new Till();
    assertEquals(0, till.difference(), "the difference in the morning");
    till.takeIn(250);
    till.takeIn(1);
    assertEquals(251, till.difference(), "after 250 and 1 came in");
    till.payOut(51);
    assertEquals(200, till.difference(), "after 51 went out again");
    // so often that what is done by another thread, some time, is late at least once
    for (int times = 1; times <= 200; times++) {
      till.takeIn(1);
      assertEquals(200 + times, till.difference(), "after 1 more came in " + times + " times");
    }
  }

  @Test
  @Order(2)
  @DisplayName("However much came in, every single cent counts")
  @Detects(WRONG_RESULT)
  void countsToTheCent() {
    var till = new Till();
    till.takeIn(2_000_000_000);
    till.takeIn(1);
    assertEquals(2_000_000_001, till.difference(), "after two thousand million and 1 came in");
    till.payOut(2_000_000_000);
    assertEquals(1, till.difference(), "after the two thousand million went out");
  }

  @Test
  @Order(3)
  @DisplayName("More can be paid out than came in")
  @Detects(WRONG_RESULT)
  void goesBelowTheMorning() {
    var till = new Till();
    till.payOut(30);
    assertEquals(-30, till.difference(), "after 30 went out");
    till.takeIn(30);
    assertEquals(0, till.difference(), "after 30 came in again");
  }

  @Test
  @Order(4)
  @DisplayName("Every till counts for itself")
  @Detects(WRONG_RESULT)
  void tillsAreIndependent() {
    var counter = new Till();
    var kiosk = new Till();
    counter.takeIn(7);
    kiosk.payOut(2);
    assertEquals(7, counter.difference(), "one till, after 7 came in there");
    assertEquals(-2, kiosk.difference(), "the other till, after 2 went out there");
  }

  @Test
  @Order(5)
  @DisplayName("What is no amount of money is refused and changes nothing")
  @Detects(WRONG_RESULT)
  void refusesWhatIsNoMoney() {
    var till = new Till();
    till.takeIn(5);
    for (int cents : new int[] {0, -1, Integer.MIN_VALUE}) {
      // looked at after each, for what a refused takeIn books a refused payOut would take back
      assertThrows(IllegalArgumentException.class, () -> till.takeIn(cents), "takeIn " + cents);
      assertEquals(5, till.difference(), "after 5 came in and takeIn " + cents + " was refused");
      assertThrows(IllegalArgumentException.class, () -> till.payOut(cents), "payOut " + cents);
      assertEquals(5, till.difference(), "after 5 came in and payOut " + cents + " was refused");
    }
  }

  @Test
  @Order(6)
  @DisplayName("When one waiter is done, the next one can use the till")
  @Detects(LOCK_LEAK)
  void doneHoldsNobodyUp() throws InterruptedException {
    var till = new Till();
    for (Crew.Task call :
        List.<Crew.Task>of(() -> till.takeIn(3), () -> till.payOut(1), till::difference)) {
      for (String waiter : List.of("Ann", "Bob")) {
        try (var crew = new Crew()) {
          crew.start(waiter, call);
        }
      }
    }
  }

  @Test
  @Order(7)
  @DisplayName("After a refused takeIn the next waiter can use the till")
  @Detects(LOCK_LEAK)
  void refusedTakeInHoldsNobodyUp() throws InterruptedException {
    nextWaiterGetsOnAfterRefused(Till::takeIn);
  }

  @Test
  @Order(8)
  @DisplayName("After a refused payOut the next waiter can use the till")
  @Detects(LOCK_LEAK)
  void refusedPayOutHoldsNobodyUp() throws InterruptedException {
    nextWaiterGetsOnAfterRefused(Till::payOut);
  }

  @Test
  @Order(9)
  @DisplayName("What one waiter has done, everybody sees afterwards")
  @Detects(STALE_READ)
  void seenByOthersAfterwards() throws InterruptedException {
    var till = new Till();
    till.takeIn(1);
    try (var crew = new Crew()) {
      crew.start(
          "Bob",
          () -> {
            assertEquals(1, till.difference(), "what Bob sees after 1 came in by another hand");
            till.takeIn(20);
            till.payOut(8);
          });
    }
    assertEquals(13, till.difference(), "what is seen after Bob took in 20 and paid out 8");
  }

  @Test
  @Order(10)
  @DisplayName("What a waiter books who has been interrupted is not lost")
  @Detects(LOST_ITEM)
  void interruptedWaiterBooks() throws InterruptedException {
    var till = new Till();
    var booked = new AtomicInteger();
    try (var crew = new Crew()) {
      crew.start(
          "Ann",
          () -> {
            unlessItThrows(() -> till.takeIn(20), () -> booked.addAndGet(20));
            unlessItThrows(() -> till.payOut(8), () -> booked.addAndGet(-8));
            int seen = booked.get();
            unlessItThrows(
                () -> assertEquals(seen, till.difference(), "what Ann sees, interrupted"),
                () -> {});
          });
    }
    assertEquals(booked.get(), till.difference(), "after Ann, interrupted, took in and paid out");
  }

  /** A call that throws says that it did nothing; one that returns says that it is done. */
  private static void unlessItThrows(Runnable call, Runnable done) {
    Thread.currentThread().interrupt();
    try {
      call.run();
    } catch (RuntimeException saysNo) {
      return;
    } finally {
      Thread.interrupted();
    }
    done.run();
  }

  private static void nextWaiterGetsOnAfterRefused(ObjIntConsumer<Till> call)
      throws InterruptedException {
    var till = new Till();
    assertThrows(IllegalArgumentException.class, () -> call.accept(till, 0));
    try (var crew = new Crew()) {
      crew.start(
          "Bob",
          () -> {
            till.takeIn(3);
            till.payOut(1);
            assertEquals(2, till.difference(), "after 3 came in and 1 went out");
          });
    }
  }
}
