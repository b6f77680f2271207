package workbook.ch02_safety.check_then_act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.grader.cause.Misconception.CHECK_THEN_ACT;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.SEQUENTIAL_IN_DISGUISE;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import workbook.grader.cause.Detects;
import workbook.support.Crew;

/**
 * What one schedule, made on purpose inside the deposit, can prove; what needs two calls torn apart
 * in the middle is for the scenarios to show.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CheckThenActTests {
  private static final IntConsumer PAID_AT_ONCE = bike -> {};

  /** The card was refused. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  @Order(1)
  @DisplayName("Each bike is rented out once, for its own deposit; then the stand is empty")
  @Detects(WRONG_RESULT)
  void rentsEachBikeOnce() {
    var station = new BikeStation(3);
    Set<Integer> rented = new TreeSet<>();
    for (int left = 3; left > 0; left--) {
      assertEquals(left, station.onStand(), "bikes on the stand after " + rented);
      Set<Integer> paidFor = new TreeSet<>();
      int bike = station.rent(paidFor::add).orElseThrow();
      assertEquals(Set.of(bike), paidFor, "deposits asked for by renting bike " + bike);
      rented.add(bike);
    }
    assertEquals(Set.of(1, 2, 3), rented, "the bikes that three customers got");
    assertEquals(0, station.onStand(), "bikes on the stand after all were rented");
  }

  @Test
  @Order(2)
  @DisplayName("Who finds the stand empty gets no bike and pays no deposit")
  @Detects(WRONG_RESULT)
  void emptyStandAsksNoDeposit() {
    var station = new BikeStation(1);
    assertTrue(station.rent(PAID_AT_ONCE).isPresent(), "the first customer gets the only bike");
    var deposits = new AtomicInteger();
    OptionalInt second = station.rent(bike -> deposits.incrementAndGet());
    assertEquals(OptionalInt.empty(), second, "what the second customer gets");
    assertEquals(0, deposits.get(), "deposits that the second customer paid");
    assertEquals(OptionalInt.empty(), new BikeStation(0).rent(PAID_AT_ONCE), "without any bikes");
  }

  @Test
  @Order(3)
  @DisplayName("A bike comes back once for each time it was rented, and can be rented again")
  @Detects(WRONG_RESULT)
  void comesBackOnce() {
    var station = new BikeStation(2);
    for (int bike : new int[] {-1, 0, 1, 2, 3}) {
      assertFalse(station.bringBack(bike), "bringBack(" + bike + ") when no bike was out");
    }
    assertEquals(2, station.onStand(), "bikes on the stand before any was rented");
    for (int time = 1; time <= 2; time++) {
      int bike = station.rent(PAID_AT_ONCE).orElseThrow();
      assertEquals(1, station.onStand(), "bikes on the stand while one is out");
      assertTrue(station.bringBack(bike), "bringBack of the rented bike " + bike);
      assertFalse(station.bringBack(bike), "bringBack of bike " + bike + " once more");
      assertEquals(2, station.onStand(), "bikes on the stand after it came back");
    }
  }

  @Test
  @Order(4)
  @DisplayName("The deposit is taken in the customer's own thread")
  @Detects(WRONG_RESULT)
  void depositIsTakenFromTheCustomer() {
    var payers = new ArrayList<Thread>();
    new BikeStation(1).rent(bike -> payers.add(Thread.currentThread()));
    assertEquals(1, payers.size(), "deposits asked for");
    assertTrue(
        payers.getFirst() == Thread.currentThread(),
        "the deposit is taken in the thread that called rent");
  }

  @Test
  @Order(5)
  @DisplayName("Every station has its own bikes")
  @Detects(WRONG_RESULT)
  void stationsAreIndependent() {
    var north = new BikeStation(2);
    var south = new BikeStation(1);
    int bike = south.rent(PAID_AT_ONCE).orElseThrow();
    assertEquals(2, north.onStand(), "on one stand, after a bike was rented from the other");
    assertFalse(
        north.bringBack(bike), "bringBack of a bike at the station where it was not rented");
  }

  @Test
  @Order(6)
  @DisplayName("A refused card is told to the customer")
  @Detects(LOST_FAILURE)
  void refusalReachesTheCustomer() {
    var station = new BikeStation(1);
    var refused = new Refused();
    assertSame(refused, refusalOf(station, refused), "what renting with a refused card throws");
  }

  @Test
  @Order(7)
  @DisplayName("After a refused card the bike is on the stand again")
  @Detects(WRONG_RESULT)
  void refusedBikeIsThereAgain() {
    var station = new BikeStation(1);
    assertNotNull(refusalOf(station, new Refused()), "the refusal");
    assertEquals(1, station.onStand(), "bikes on the stand after the card was refused");
    assertFalse(station.bringBack(1), "bringBack of the bike that nobody could rent");
    assertEquals(OptionalInt.of(1), station.rent(PAID_AT_ONCE), "what the next customer gets");
    assertEquals(0, station.onStand(), "bikes on the stand after that");
    assertTrue(station.bringBack(1), "bringBack of that bike");
    assertEquals(1, station.onStand(), "bikes on the stand in the end");
  }

  @Test
  @Order(8)
  @DisplayName("After an empty stand, a strange bike or a refused card the next customer gets on")
  @Detects(LOCK_LEAK)
  void everyWayOutLeavesTheStationFree() throws InterruptedException {
    var station = new BikeStation(1);
    refusalOf(station, new Refused());
    elsewhere(() -> assertEquals(1, station.onStand(), "on the stand after the refused card"));
    elsewhere(() -> assertTrue(station.rent(PAID_AT_ONCE).isPresent(), "Bob gets the bike"));
    assertEquals(OptionalInt.empty(), station.rent(PAID_AT_ONCE), "the stand is empty");
    elsewhere(() -> assertTrue(station.bringBack(1), "Bob brings the bike back"));
    assertFalse(station.bringBack(1), "the bike is back already");
    elsewhere(() -> assertTrue(station.rent(PAID_AT_ONCE).isPresent(), "Bob gets it once more"));
  }

  @Test
  @Order(9)
  @DisplayName("While Ann looks for her card, others can count bikes and bring theirs back")
  @Detects(OVER_SYNCHRONISED)
  void stationStaysOpenDuringADeposit() throws InterruptedException {
    var station = new BikeStation(2);
    int bobs = station.rent(PAID_AT_ONCE).orElseThrow();
    duringADeposit(
        station,
        () -> {
          station.onStand(); // that it comes back at all is what counts here
          assertTrue(station.bringBack(bobs), "Bob brings his bike back");
        });
  }

  @Test
  @Order(10)
  @DisplayName("While Ann looks for her card, who comes next is told at once, bike or no bike")
  @Detects(OVER_SYNCHRONISED)
  void nextCustomerIsToldDuringADeposit() throws InterruptedException {
    var station = new BikeStation(1);
    duringADeposit(station, () -> station.rent(PAID_AT_ONCE)); // what it says is the next test's
  }

  @Test
  @Order(11)
  @DisplayName("While Ann looks for her card, nobody else gets her bike")
  @Detects(CHECK_THEN_ACT)
  void bikeIsHeldDuringItsDeposit() throws InterruptedException {
    var station = new BikeStation(1);
    duringADeposit(
        station,
        () -> {
          var deposits = new AtomicInteger();
          OptionalInt bobs = station.rent(bike -> deposits.incrementAndGet());
          assertEquals(OptionalInt.empty(), bobs, "what Bob gets while Ann pays for the last bike");
          assertEquals(0, deposits.get(), "deposits that Bob pays for it");
        });
    assertTrue(station.bringBack(1), "Ann brings the bike back");
    assertEquals(1, station.onStand(), "on the stand in the end");
  }

  @Test
  @Order(12)
  @DisplayName("While Ann looks for her card, her bike does not count as on the stand")
  @Detects(WRONG_RESULT)
  void bikeIsNotCountedDuringItsDeposit() throws InterruptedException {
    var station = new BikeStation(2);
    duringADeposit(
        station, () -> assertEquals(1, station.onStand(), "on the stand while Ann pays for one"));
  }

  @Test
  @Order(13)
  @DisplayName("Two customers can look for their cards at the same time")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void depositsOverlap() throws InterruptedException {
    var station = new BikeStation(2);
    var bothPay = new CountDownLatch(2);
    var overlaps = new AtomicInteger();
    IntConsumer slow =
        bike -> {
          bothPay.countDown();
          if (await(bothPay)) {
            overlaps.incrementAndGet();
          }
        };
    try (var crew = new Crew()) {
      crew.start("Ann", () -> station.rent(slow));
      crew.start("Bob", () -> station.rent(slow));
    }
    assertEquals(2, overlaps.get(), "customers who paid while the other one was paying");
    assertEquals(0, station.onStand(), "on the stand after both rode away");
  }

  @Test
  @Order(14)
  @DisplayName("Whoever comes and goes while Ann looks for her card, she pays one deposit")
  @Detects(CHECK_THEN_ACT)
  void oneDepositWhateverHappensMeanwhile() throws InterruptedException {
    var station = new BikeStation(3);
    int bobs = station.rent(PAID_AT_ONCE).orElseThrow();
    int deposits =
        duringADeposit(
            station,
            () -> {
              station.rent(PAID_AT_ONCE);
              station.bringBack(bobs);
            });
    assertEquals(1, deposits, "deposits that Ann was asked for");
  }

  /** Rents with a refused card and returns what that throws, or null if it throws nothing. */
  private static RuntimeException refusalOf(BikeStation station, Refused refused) {
    try {
      station.rent(bike -> {
        throw refused;
      });
      return null;
    } catch (RuntimeException thrown) {
      return thrown;
    }
  }

  /** Has another thread do something and waits for its end. */
  private static void elsewhere(Crew.Task task) throws InterruptedException {
    try (var crew = new Crew()) {
      crew.start("Bob", task);
    }
  }

  /**
   * Rents a bike for Ann; when she is first asked to pay, Bob does something. A failure of Bob is
   * told to the test, not to the station, which might keep it for itself.
   *
   * @return how many deposits Ann was asked for
   */
  private static int duringADeposit(BikeStation station, Crew.Task bobs)
      throws InterruptedException {
    var told = new AtomicReference<Throwable>(new AssertionError("no deposit was asked for"));
    var deposits = new AtomicInteger();
    try (var crew = new Crew()) {
      crew.start(
          "Ann",
          () ->
              station.rent(bike -> {
                if (deposits.incrementAndGet() > 1) {
                  return;
                }
                try {
                  elsewhere(bobs);
                  told.set(null);
                } catch (Throwable failure) {
                  told.set(failure);
                }
              }));
    }
    switch (told.get()) {
      case null -> {
        return deposits.get();
      }
      case Error failure -> throw failure;
      case RuntimeException failure -> throw failure;
      case InterruptedException failure -> throw failure;
      case Throwable failure -> throw new AssertionError(failure);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
