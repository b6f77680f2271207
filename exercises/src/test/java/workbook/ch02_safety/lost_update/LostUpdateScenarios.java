package workbook.ch02_safety.lost_update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_UPDATE;
import static workbook.grader.cause.Misconception.STALE_READ;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;

import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** Two waiters at a time, and once three, under every schedule. */
final class LostUpdateScenarios {
  /** More often than most people try again before they give up. */
  private static final int FASTER = 4;

  @Scenario("What Ann takes in and Bob pays out at the same time ends at 0")
  @Detects(LOST_UPDATE)
  void inAndOutEndAtZero() {
    var till = new Till();
    Actors.together(actor("Ann", () -> till.takeIn(5)), actor("Bob", () -> till.payOut(5)));
    assertEquals(0, till.difference(), "after 5 came in and 5 went out");
  }

  @Scenario("Two sales at the same time both count")
  @Detects(LOST_UPDATE)
  void twoSales() {
    var till = new Till();
    Actors.together(actor("Ann", () -> till.takeIn(1)), actor("Bob", () -> till.takeIn(2)));
    assertEquals(3, till.difference(), "after 1 and 2 came in");
  }

  @Scenario("Two purchases at the same time both count")
  @Detects(LOST_UPDATE)
  void twoPurchases() {
    var till = new Till();
    Actors.together(actor("Ann", () -> till.payOut(1)), actor("Bob", () -> till.payOut(2)));
    assertEquals(-3, till.difference(), "after 1 and 2 went out");
  }

  @Scenario("The owner, looking while Ann takes in 5, reads 0 or 5")
  @Detects(UNGUARDED_ACCESS)
  void ownerLooks() {
    var till = new Till();
    Actors.together(
        actor("Ann", () -> till.takeIn(5)),
        actor(
            "Owner",
            () -> {
              int seen = till.difference();
              assertTrue(seen == 0 || seen == 5, "the owner read " + seen);
            }));
  }

  @Scenario("The owner, looking while Bob pays out 5, reads 0 or -5")
  @Detects(UNGUARDED_ACCESS)
  void ownerLooksAtAPurchase() {
    var till = new Till();
    Actors.together(
        actor("Bob", () -> till.payOut(5)),
        actor(
            "Owner",
            () -> {
              int seen = till.difference();
              assertTrue(seen == 0 || seen == -5, "the owner read " + seen);
            }));
  }

  @Scenario("Bob's purchase counts although Ann is refused at the same time")
  @Detects(LOCK_LEAK)
  void refusedWhileBobPays() {
    var till = new Till();
    Actors.together(
        actor("Ann", () -> refused(() -> till.takeIn(0))), actor("Bob", () -> till.payOut(2)));
    assertEquals(-2, till.difference(), "after 2 went out");
  }

  @Scenario("The owner, looking while Ann is refused, sees nothing of it")
  @Detects(UNGUARDED_ACCESS)
  void ownerLooksAtARefusal() {
    var till = new Till();
    Actors.together(
        actor(
            "Ann",
            () -> {
              refused(() -> till.takeIn(-5));
              refused(() -> till.payOut(-5));
            }),
        actor("Owner", () -> assertEquals(0, till.difference(), "what the owner read")));
  }

  @Scenario("What comes in while the owner looks is there when the owner looks again")
  @Detects(STALE_READ)
  void ownerLooksAgain() {
    var till = new Till();
    till.takeIn(7);
    Actors.together(actor("Ann", () -> till.takeIn(5)), actor("Owner", till::difference));
    assertEquals(12, till.difference(), "after 7 and 5 came in");
  }

  @Scenario("After a refusal two sales at the same time still both count")
  @Detects(LOST_UPDATE)
  void twoSalesAfterARefusal() {
    var till = new Till();
    refused(() -> till.takeIn(0));
    refused(() -> till.payOut(0));
    Actors.together(actor("Ann", () -> till.takeIn(1)), actor("Bob", () -> till.takeIn(2)));
    assertEquals(3, till.difference(), "after two refusals, 1 and 2 came in");
  }

  @Scenario("Three waiters at the same time all count")
  @Detects(LOST_UPDATE)
  void threeWaiters() {
    var till = new Till();
    Actors.together(
        actor("Ann", () -> till.takeIn(1)),
        actor("Bob", () -> till.takeIn(2)),
        actor("Cid", () -> till.payOut(4)));
    assertEquals(-1, till.difference(), "after 1 and 2 came in and 4 went out");
  }

  @Scenario("Ann's sale counts, however often Bob is faster")
  @Detects(LOST_UPDATE)
  void bobIsFasterAgainAndAgain() {
    var till = new Till();
    Actors.together(
        actor("Ann", () -> till.takeIn(10)),
        actor(
            "Bob",
            () -> {
              for (int times = 0; times < FASTER; times++) {
                till.payOut(1);
              }
            }));
    assertEquals(10 - FASTER, till.difference(), "after 10 came in and 1 went out, and again");
  }

  @Scenario("Two owners look at the same time: neither misses what came in before")
  @Detects(UNGUARDED_ACCESS)
  void twoOwnersLook() {
    var till = new Till();
    till.takeIn(5);
    till.payOut(2);
    Actors.together(
        actor("Owner", () -> assertEquals(3, till.difference(), "what the owner read")),
        actor("Auditor", () -> assertEquals(3, till.difference(), "what the auditor read")));
    assertEquals(3, till.difference(), "after two have looked");
  }

  private static void refused(Runnable call) {
    try {
      call.run();
    } catch (IllegalArgumentException expected) {
      return;
    }
    throw new AssertionError("what is no amount of money was not refused");
  }
}
