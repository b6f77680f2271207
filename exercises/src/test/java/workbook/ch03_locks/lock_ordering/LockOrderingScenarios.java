package workbook.ch03_locks.lock_ordering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.CHECK_THEN_ACT;
import static workbook.grader.cause.Misconception.LOCK_ORDER_INVERSION;
import static workbook.grader.cause.Misconception.LOST_UPDATE;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;

import java.util.concurrent.atomic.AtomicInteger;
import workbook.explorer.Actors;
import workbook.explorer.MustOverlap;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** Two or three people in the cellar, under every schedule. */
final class LockOrderingScenarios {
  private static final Runnable PUMP = () -> {};

  @Scenario("Ann and Bob pump between two tanks, one there and one back: both are served")
  @Detects(LOCK_ORDER_INVERSION)
  void thereAndBack() {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    Actors.together(
        actor("Ann", () -> assertTrue(one.pumpTo(two, 20, PUMP), "Ann is served")),
        actor("Bob", () -> assertTrue(two.pumpTo(one, 5, PUMP), "Bob is served")));
    assertEquals(35, one.litres(), "litres in tank 1");
    assertEquals(45, two.litres(), "litres in tank 2");
  }

  @Scenario("The same with two tanks that both are number 7 and hold 50 litres")
  @Detects(LOCK_ORDER_INVERSION)
  void sameNumbers() {
    var one = new Tank(7, 50);
    var other = new Tank(7, 50);
    Actors.together(
        actor("Ann", () -> assertTrue(one.pumpTo(other, 20, PUMP), "Ann is served")),
        actor("Bob", () -> assertTrue(other.pumpTo(one, 5, PUMP), "Bob is served")));
    assertEquals(35, one.litres(), "litres in one tank 7");
    assertEquals(65, other.litres(), "litres in the other");
  }

  @Scenario("Ann pumps there and back while Bob pumps: all are served, whatever the levels")
  @Detects(LOCK_ORDER_INVERSION)
  void levelsChange() {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    Actors.together(
        actor(
            "Ann",
            () -> {
              assertTrue(one.pumpTo(two, 20, PUMP), "Ann is served");
              assertTrue(two.pumpTo(one, 20, PUMP), "Ann is served again");
            }),
        actor("Bob", () -> assertTrue(two.pumpTo(one, 5, PUMP), "Bob is served")));
    assertEquals(55, one.litres(), "litres in tank 1");
    assertEquals(25, two.litres(), "litres in tank 2");
  }

  @Scenario("Three people pump in a circle, between tanks of any numbers: all are served")
  @Detects(LOCK_ORDER_INVERSION)
  void threeInACircle() {
    var low = new Tank(Integer.MIN_VALUE, 10);
    var zero = new Tank(0, 10);
    var high = new Tank(Integer.MAX_VALUE, 10);
    Actors.together(
        actor("Ann", () -> low.pumpTo(zero, 1, PUMP)),
        actor("Bob", () -> zero.pumpTo(high, 2, PUMP)),
        actor("Cid", () -> high.pumpTo(low, 3, PUMP)));
    assertEquals(12, low.litres(), "litres in the tank with the lowest number");
    assertEquals(9, zero.litres(), "litres in tank 0");
    assertEquals(9, high.litres(), "litres in the tank with the highest number");
  }

  @Scenario("Two tanks are set up at the same time; then Ann and Bob pump between them")
  @Detects(LOCK_ORDER_INVERSION)
  void setUpTogether() {
    var tanks = new Tank[2];
    Actors.together(
        actor("Ann", () -> tanks[0] = new Tank(1, 10)),
        actor("Bob", () -> tanks[1] = new Tank(1, 10)));
    Actors.together(
        actor("Cid", () -> assertTrue(tanks[0].pumpTo(tanks[1], 5, PUMP), "Cid is served")),
        actor("Dan", () -> assertTrue(tanks[1].pumpTo(tanks[0], 3, PUMP), "Dan is served")));
    assertEquals(8, tanks[0].litres(), "litres in Ann's tank");
    assertEquals(12, tanks[1].litres(), "litres in Bob's tank");
  }

  @Scenario("While Ann pumps, Bob measures both tanks, first one way round and then the other")
  @Detects(UNGUARDED_ACCESS)
  void measuredWhilePumping() {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    Actors.together(
        actor("Ann", () -> one.pumpTo(two, 20, PUMP)),
        actor(
            "Bob",
            () -> {
              assertEquals(80, Tank.inBoth(one, two), "litres in tanks 1 and 2");
              assertEquals(80, Tank.inBoth(two, one), "litres in tanks 2 and 1");
            }));
  }

  @Scenario("While Ann pumps, Bob measures one of her tanks with one that she does not use")
  @Detects(UNGUARDED_ACCESS)
  void measuredWithAnother() {
    var one = new Tank(1, 10);
    var two = new Tank(2, 20);
    var three = new Tank(3, 30);
    var anns = new Tank(4, 40);
    Actors.together(
        actor("Ann", () -> two.pumpTo(anns, 5, PUMP)),
        actor(
            "Bob",
            () -> {
              int lower = Tank.inBoth(one, two);
              assertTrue(lower == 30 || lower == 25, () -> "litres in tanks 1 and 2: " + lower);
              int upper = Tank.inBoth(two, three);
              assertTrue(upper == 50 || upper == 45, () -> "litres in tanks 2 and 3: " + upper);
            }));
  }

  @Scenario("While Ann pumps, Bob looks at one of her tanks: it is as before or as after")
  @Detects(UNGUARDED_ACCESS)
  void oneTankWhilePumping() {
    var one = new Tank(1, 50);
    var two = new Tank(2, 30);
    Actors.together(
        actor("Ann", () -> one.pumpTo(two, 20, PUMP)),
        actor(
            "Bob",
            () -> {
              int litres = two.litres();
              assertTrue(litres == 30 || litres == 50, () -> "litres in tank 2: " + litres);
            }));
  }

  @Scenario("Ann and Bob want the last beer of the same tank: one gets it, the other is told no")
  @Detects(CHECK_THEN_ACT)
  void lastBeer() {
    var source = new Tank(1, 10);
    var anns = new Tank(2, 0);
    var bobs = new Tank(3, 0);
    var served = new boolean[2];
    Actors.together(
        actor("Ann", () -> served[0] = source.pumpTo(anns, 10, PUMP)),
        actor("Bob", () -> served[1] = source.pumpTo(bobs, 10, PUMP)));
    assertTrue(
        served[0] != served[1], () -> "Ann was told " + served[0] + ", Bob was told " + served[1]);
    assertEquals(0, source.litres(), "litres left in the source");
    assertEquals(served[0] ? 10 : 0, anns.litres(), "litres in Ann's tank");
    assertEquals(served[1] ? 10 : 0, bobs.litres(), "litres in Bob's tank");
  }

  @Scenario("Ann and Bob pump into the same tank: nothing is lost, and never two pumps at once")
  @Detects(LOST_UPDATE)
  void sameTarget() {
    var anns = new Tank(1, 10);
    var bobs = new Tank(2, 10);
    var target = new Tank(3, 0);
    var pumps = new AtomicInteger();
    Runnable alone =
        () -> {
          assertEquals(1, pumps.incrementAndGet(), "pumps that run on tank 3");
          pumps.decrementAndGet();
        };
    Actors.together(
        actor("Ann", () -> anns.pumpTo(target, 4, alone)),
        actor("Bob", () -> bobs.pumpTo(target, 3, alone)));
    assertEquals(7, target.litres(), "litres in the target");
    assertEquals(6, anns.litres(), "litres in Ann's tank");
    assertEquals(7, bobs.litres(), "litres in Bob's tank");
  }

  @Scenario("Ann stirs a tank while Bob pumps out of it: nothing is lost")
  @Detects(LOST_UPDATE)
  void stirredWhilePumping() {
    var one = new Tank(1, 10);
    var two = new Tank(2, 10);
    Actors.together(
        actor("Ann", () -> assertTrue(one.pumpTo(one, 5, PUMP), "Ann is served")),
        actor("Bob", () -> assertTrue(one.pumpTo(two, 5, PUMP), "Bob is served")));
    assertEquals(5, one.litres(), "litres in tank 1");
    assertEquals(15, two.litres(), "litres in tank 2");
  }

  @MustOverlap({"Ann", "Bob"})
  @Scenario("Ann and Bob pump between tanks of their own: they can do so at the same time")
  @Detects(OVER_SYNCHRONISED)
  void strangersOverlap() {
    var one = new Tank(1, 10);
    var two = new Tank(2, 10);
    var three = new Tank(3, 10);
    var four = new Tank(4, 10);
    Actors.together(
        actor("Ann", () -> one.pumpTo(two, 5, PUMP)),
        actor("Bob", () -> three.pumpTo(four, 5, PUMP)));
    assertEquals(15, two.litres(), "litres in tank 2");
    assertEquals(15, four.litres(), "litres in tank 4");
  }
}
