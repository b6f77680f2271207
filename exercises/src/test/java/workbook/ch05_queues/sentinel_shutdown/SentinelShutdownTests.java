package workbook.ch05_queues.sentinel_shutdown;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.DEADLOCK;
import static workbook.grader.cause.Misconception.EARLY_END;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.MISSING_SENTINEL;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.UNBOUNDED;
import static workbook.grader.cause.Misconception.WRONG_ORDER;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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
import workbook.support.StringConstants;
import workbook.support.ThreadWatch;

/**
 * Ordered so that each mistake meets the test that names it first: whoever never goes home would
 * fail every later test by hanging.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class SentinelShutdownTests {
  /** More room than all the letters and sentinels of a test can take. */
  private static final int AMPLE = 10_000;

  private final Crew crew = new Crew();
  private final Collection<Letter> putAway = new ConcurrentLinkedQueue<>();
  private final AtomicInteger counted = new AtomicInteger();

  @AfterEach
  void sendEverybodyHome() {
    crew.dismiss();
  }

  @Test
  @Order(0)
  @DisplayName("Whoever waits leaves the processor to others")
  @Detects(BUSY_WAIT)
  void nobodyRunsInCircles() throws InterruptedException {
    var atEmptyBelt = new MailRoom(1, 1, 1);
    Thread sorter = sorter("sorter", atEmptyBelt);
    try {
      assertNot(Stance.SPINNING, sorter, "runs in circles at the empty belt");
    } finally {
      van("empty van", atEmptyBelt, letters()); // so that it does not run on through all the tests
    }
    var atFullBelt = new MailRoom(1, 1, 1);
    Thread van = van("van", atFullBelt, letters("Aix", "Bonn"));
    try {
      assertNot(Stance.SPINNING, van, "runs in circles at the full belt");
    } finally {
      sorter("late sorter", atFullBelt);
    }
  }

  @Test
  @Order(1)
  @DisplayName("A van can unload while a sorter waits, and a sorter can work while a van waits")
  @Detects(DEADLOCK)
  void nobodyStandsInTheWay() throws InterruptedException {
    var atEmptyBelt = new MailRoom(2, 1, 1);
    Thread sorter = sorter("sorter", atEmptyBelt);
    ThreadWatch.settle(sorter);
    Thread van = van("van", atEmptyBelt, letters("Aix"));
    assertReached(
        ThreadWatch.reaches(() -> !putAway.isEmpty() || !sorter.isAlive(), List.of(sorter, van)),
        van,
        "a sorter waits at the empty belt, and now a van cannot unload: each waits for the other");

    putAway.clear();
    var atFullBelt = new MailRoom(2, 1, 1);
    Thread patientVan = van("patient van", atFullBelt, letters("Bonn", "Cork", "Delft"));
    ThreadWatch.settle(patientVan);
    Thread lateSorter = sorter("late sorter", atFullBelt);
    assertReached(
        ThreadWatch.reaches(
            () -> !putAway.isEmpty() || !lateSorter.isAlive(), List.of(patientVan, lateSorter)),
        lateSorter,
        "a van waits at the full belt, and now a sorter cannot take a letter off: each waits for"
            + " the other");
  }

  @Test
  @Order(2)
  @DisplayName("No sorter goes home while a van is still to come")
  @Detects(EARLY_END)
  void nobodyGoesHomeEarly() throws InterruptedException {
    var room = new MailRoom(2, 2, AMPLE);
    Thread first = sorter("first sorter", room);
    assertStays(first, "before any van has come");
    Thread van = van("first van", room, letters("Aix"));
    ThreadWatch.settle(van);
    assertStays(first, "though the second of two vans is still to come");
    assertStays(sorter("second sorter", room), "though the second of two vans is still to come");
  }

  @Test
  @Order(3)
  @DisplayName("No sorter goes home while a van is still unloading")
  @Detects(EARLY_END)
  void nobodyGoesHomeDuringAnUnloading() throws InterruptedException {
    var room = new MailRoom(2, 1, AMPLE);
    var goOn = new CountDownLatch(1);
    ThreadWatch.settle(slowVan("slow van", room, goOn));
    ThreadWatch.settle(van("quick van", room, letters("Cork")));
    assertStays(
        sorter("sorter", room), "though a van that came first has not unloaded its last letter");
    goOn.countDown();
  }

  @Test
  @Order(4)
  @DisplayName("Every sorter goes home once every van is empty")
  @Detects(MISSING_SENTINEL)
  void everySorterGoesHome() throws InterruptedException {
    var room = new MailRoom(2, 3, AMPLE);
    for (String name : List.of("first sorter", "second sorter", "third sorter")) {
      ThreadWatch.settle(sorter(name, room)); // each of them is there before the first letter
    }
    van("small van", room, letters("Aix"));
    van("empty van", room, letters());
    crew.join();
  }

  @Test
  @Order(5)
  @DisplayName("Every sorter goes home even if the belt is full when the last van is empty")
  @Detects(MISSING_SENTINEL)
  void everySorterGoesHomeFromAFullBelt() throws InterruptedException {
    var room = new MailRoom(1, 2, 2);
    ThreadWatch.settle(van("van", room, letters("Aix", "Bonn")));
    sorter("first sorter", room);
    sorter("second sorter", room);
    crew.join();
  }

  @Test
  @Order(6)
  @DisplayName("Whoever waits is told, and does not wake up again and again to look")
  @Detects(SLEEP_FOR_SIGNAL)
  void nobodyDozes() throws InterruptedException {
    Thread sorter = sorter("sorter", new MailRoom(1, 1, 1));
    assertNot(Stance.DOZING, sorter, "waits at the empty belt with a time-out");
    Thread van = van("van", new MailRoom(1, 1, 1), letters("Aix", "Bonn"));
    assertNot(Stance.DOZING, van, "waits at the full belt with a time-out");
  }

  @Test
  @Order(7)
  @DisplayName("A letter that reached the belt is sorted, even if its van has long gone")
  @Detects(LOST_ITEM)
  void nothingIsLeftOnTheBelt() throws InterruptedException {
    var room = new MailRoom(1, 1, AMPLE);
    List<Letter> load = letters("Aix", "Bonn", "Cork");
    ThreadWatch.settle(van("van", room, load));
    sorter("sorter", room);
    crew.join();
    assertNoneMissing(load);
  }

  @Test
  @Order(8)
  @DisplayName("A belt with little room loses no letter")
  @Detects(LOST_ITEM)
  void aSmallBeltLosesNothing() throws InterruptedException {
    var room = new MailRoom(1, 1, 2);
    List<Letter> load = letters("Aix", "Bonn", "Cork", "Delft");
    ThreadWatch.settle(van("van", room, load)); // it waits, for want of room
    sorter("sorter", room);
    crew.join();
    assertNoneMissing(load);
  }

  @Test
  @Order(9)
  @DisplayName("Every letter is a letter, whatever its address")
  @Detects(LOST_ITEM)
  void noAddressIsSpecial() throws InterruptedException {
    Set<String> addresses =
        new LinkedHashSet<>(
            List.of("", " ", "end", "END", "stop", "STOP", "done", "DONE", "EOF", "null", "-1"));
    addresses.addAll(List.of("poison", "POISON", "POISON_PILL", "sentinel", "SENTINEL", "0"));
    addresses.addAll(StringConstants.near(MailRoom.class)); // and whatever this answer may use
    var room = new MailRoom(1, 1, AMPLE);
    List<Letter> load = addresses.stream().map(String::intern).map(Letter::new).toList();
    ThreadWatch.settle(van("van", room, load));
    sorter("sorter", room);
    crew.join();
    assertNoneMissing(load);
  }

  @Test
  @Order(10)
  @DisplayName("Two letters to the same address are two letters")
  @Detects(LOST_ITEM)
  void equalLettersAreTwo() throws InterruptedException {
    var room = new MailRoom(2, 1, AMPLE);
    ThreadWatch.settle(van("first van", room, letters("Aix", "Aix")));
    van("second van", room, letters("Aix", ""));
    sorter("sorter", room);
    crew.join();
    assertNoneMissing(letters("Aix", "Aix", "Aix", ""));
  }

  @Test
  @Order(11)
  @DisplayName("A van goes on unloading as long as there is room on the belt")
  @Detects(OVER_SYNCHRONISED)
  void roomIsThereToBeUsed() throws InterruptedException {
    assertUnloads(new MailRoom(1, 1, 2), List.of(), "nobody sorts, there is room for two letters");

    var room = new MailRoom(2, 1, 1);
    var goOn = new CountDownLatch(1);
    Thread sorter = crew.start("sorter", () -> room.sort(_ -> awaitQuietly(goOn)));
    assertUnloads(room, List.of(sorter), "a sorter has one of two letters in hand");
    goOn.countDown();
  }

  /** Proves that a van gets rid of two letters, by its looking for a third. */
  private void assertUnloads(MailRoom room, List<Thread> others, String when)
      throws InterruptedException {
    var looksForMore = new AtomicInteger();
    Iterator<Letter> letters = letters("Aix", "Bonn").iterator();
    Iterable<Letter> load =
        () ->
            new Iterator<>() {
              @Override
              public boolean hasNext() {
                if (!letters.hasNext()) {
                  looksForMore.incrementAndGet();
                }
                return letters.hasNext();
              }

              @Override
              public Letter next() {
                return letters.next();
              }
            };
    Thread van =
        crew.start(
            "van",
            () -> {
              try {
                room.unload(load);
              } catch (InterruptedException sentHome) {
                // The test is over.
              }
            });
    List<Thread> all = new ArrayList<>(others);
    all.add(van);
    assertReached(
        ThreadWatch.reaches(() -> looksForMore.get() > 0, all),
        van,
        when + ", and still the van waits with the second");
  }

  @Test
  @Order(12)
  @DisplayName("The letters are put away in the order of the belt")
  @Detects(WRONG_ORDER)
  void theBeltHasAnOrder() throws InterruptedException {
    var room = new MailRoom(2, 1, AMPLE);
    ThreadWatch.settle(van("first van", room, letters("Aix", "Bonn")));
    ThreadWatch.settle(van("second van", room, letters("Cork")));
    sorter("sorter", room);
    crew.join();
    List<Letter> load = letters("Aix", "Bonn", "Cork");
    List<Letter> sorted = putAway.stream().filter(load::contains).distinct().toList();
    assertEquals(load, sorted, "the letters as they were put away, first to last");
  }

  @Test
  @Order(13)
  @DisplayName("The letters are put away in the belt's order, each once, and counted")
  @Detects(WRONG_RESULT)
  void nothingIsPutAwayThatIsNoLetter() throws InterruptedException {
    var room = new MailRoom(2, 1, AMPLE);
    ThreadWatch.settle(van("first van", room, letters("Aix", "Bonn")));
    van("second van", room, letters("Cork"));
    sorter("sorter", room);
    crew.join();
    assertEquals(letters("Aix", "Bonn", "Cork"), List.copyOf(putAway));
    assertEquals(3, counted.get(), "the number of letters that the sorter says it has put away");
  }

  @Test
  @Order(14)
  @DisplayName("Each sorter counts what it has put away itself")
  @Detects(WRONG_RESULT)
  void everybodyCountsAlone() throws InterruptedException {
    var room = new MailRoom(1, 2, AMPLE);
    ThreadWatch.settle(van("van", room, letters("Aix", "Bonn", "Cork")));
    sorter("first sorter", room);
    sorter("second sorter", room);
    crew.join();
    assertEquals(3, counted.get(), "what two sorters say they have put away, of 3 letters, added");
  }

  @Test
  @Order(15)
  @DisplayName("The belt holds as many letters as it has room for, and no more")
  @Detects(UNBOUNDED)
  void theBeltHasAnEnd() throws InterruptedException {
    Thread van = van("van", new MailRoom(2, 1, 2), letters("Aix", "Bonn", "Cork"));
    if (ThreadWatch.settle(van) == Stance.ENDED) {
      fail("a van has unloaded 3 letters onto a belt with room for 2, and no sorter was there");
    }
  }

  @Test
  @Order(16)
  @DisplayName("When one letter is taken off a full belt, one waiting van goes on, and no other")
  @Detects(UNBOUNDED)
  void roomForOneIsRoomForOne() throws InterruptedException {
    var room = new MailRoom(3, 1, 1);
    ThreadWatch.settle(van("first van", room, letters("Aix")));
    List<Thread> waiting =
        List.of(van("second van", room, letters("Bonn")), van("third van", room, letters("Cork")));
    for (Thread van : waiting) {
      ThreadWatch.settle(van);
    }
    var goOn = new CountDownLatch(1);
    var inHand = new AtomicInteger();
    Thread sorter =
        crew.start(
            "sorter",
            () ->
                room.sort(letter -> {
                  inHand.incrementAndGet();
                  awaitQuietly(goOn);
                }));
    ThreadWatch.reaches(() -> inHand.get() == 1, List.of(sorter));
    int gone = 0;
    for (Thread van : waiting) {
      if (ThreadWatch.settle(van) == Stance.ENDED) {
        gone++;
      }
    }
    goOn.countDown();
    if (gone > 1) {
      fail(
          "two vans wait at a belt with room for 1 letter; a sorter takes one off, and both vans"
              + " put one on");
    }
  }

  @Test
  @Order(17)
  @DisplayName("The sorters go home even if a van breaks down half-way")
  @Detects(MISSING_SENTINEL)
  void aBreakdownKeepsNobodyWaiting() throws InterruptedException {
    var room = new MailRoom(2, 2, AMPLE);
    sorter("first sorter", room);
    sorter("second sorter", room);
    van("good van", room, letters("Aix"));
    crew.start(
        "broken van",
        () -> {
          try {
            room.unload(breakingDownAfter("Bonn"));
          } catch (RuntimeException expected) {
            // What becomes of it is the next test's.
          }
        });
    crew.join();
  }

  @Test
  @Order(18)
  @DisplayName("Whoever sent a van is told of its breakdown")
  @Detects(LOST_FAILURE)
  void aBreakdownIsTold() throws InterruptedException {
    var room = new MailRoom(1, 1, AMPLE);
    var thrown = new AtomicReference<Throwable>();
    crew.start(
        "broken van",
        () -> {
          try {
            room.unload(breakingDownAfter("Aix"));
          } catch (RuntimeException breakdown) {
            thrown.set(breakdown);
          }
        });
    crew.join();
    if (thrown.get() == null) {
      fail("the van broke down, and unload() did not throw what the load threw");
    }
    if (!(thrown.get() instanceof Breakdown)) {
      fail("the van broke down, and unload() did not throw what the load threw, but " + thrown);
    }
  }

  @Test
  @Order(19)
  @DisplayName("A sorter who is interrupted goes home, and the interrupt is not forgotten")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptIsObeyed() throws InterruptedException {
    var room = new MailRoom(1, 1, AMPLE);
    var told = new AtomicInteger();
    Thread sorter =
        crew.start(
            "sorter",
            () -> {
              try {
                room.sort(putAway::add);
                if (Thread.currentThread().isInterrupted()) {
                  told.incrementAndGet();
                }
              } catch (InterruptedException thrown) {
                told.incrementAndGet();
              }
            });
    ThreadWatch.settle(sorter);
    sorter.interrupt();
    if (settleAfterInterrupt(sorter) != Stance.ENDED) {
      throw new AssertionError(
          "a sorter who is interrupted works on as if nothing had been said",
          ThreadWatch.whereIs(sorter));
    }
    if (told.get() == 0) {
      fail(
          "an interrupted sorter ends like any other: sort() must throw InterruptedException, or"
              + " set the thread's interrupt status again");
    }
  }

  @Test
  @Order(20)
  @DisplayName("No letter lies on the belt while a sorter is free")
  @Detects(OVER_SYNCHRONISED)
  void sortersWorkSideBySide() throws InterruptedException {
    var room = new MailRoom(1, 2, AMPLE);
    ThreadWatch.settle(van("van", room, letters("Aix", "Bonn")));
    var atWork = new AtomicInteger();
    var goOn = new CountDownLatch(1);
    List<Thread> sorters =
        Stream.of("first sorter", "second sorter")
            .map(name ->
                crew.start(
                    name,
                    () ->
                        room.sort(letter -> {
                          atWork.incrementAndGet();
                          awaitQuietly(goOn);
                        })))
            .toList();
    boolean together = ThreadWatch.reaches(() -> atWork.get() == 2, sorters);
    goOn.countDown();
    if (!together) {
      fail("two letters, two sorters, and only one of them gets a letter in hand");
    }
    crew.join();
  }

  @Test
  @Order(21)
  @DisplayName("While a van looks for its next letter, others can unload and sort")
  @Detects(OVER_SYNCHRONISED)
  void aSlowVanHoldsNobodyUp() throws InterruptedException {
    var room = new MailRoom(2, 1, AMPLE);
    var goOn = new CountDownLatch(1);
    Thread slow = slowVan("slow van", room, goOn);
    ThreadWatch.settle(slow);
    Thread quick = van("quick van", room, letters("Cork"));
    Thread sorter = sorter("sorter", room);
    boolean sorted = ThreadWatch.reaches(() -> putAway.size() == 2, List.of(quick, sorter));
    goOn.countDown();
    if (!sorted) {
      fail(
          "a van looks for its second letter, and meanwhile its first and another van's are not"
              + " sorted");
    }
    crew.join();
  }

  // --- the cast

  private Thread sorter(String name, MailRoom room) {
    return crew.start(
        name,
        () -> {
          try {
            counted.addAndGet(room.sort(putAway::add));
          } catch (InterruptedException sentHome) {
            // The test is over.
          }
        });
  }

  private Thread van(String name, MailRoom room, List<Letter> load) {
    return crew.start(
        name,
        () -> {
          try {
            room.unload(load);
          } catch (InterruptedException sentHome) {
            // The test is over.
          }
        });
  }

  /** A van with a letter to Aix on top, and one to Bonn that is not found before a latch opens. */
  private Thread slowVan(String name, MailRoom room, CountDownLatch found) {
    Iterable<Letter> load =
        () ->
            letters("Aix", "Bonn").stream()
                .peek(letter -> {
                  if (letter.address().equals("Bonn")) {
                    awaitQuietly(found);
                  }
                })
                .iterator();
    return crew.start(
        name,
        () -> {
          try {
            room.unload(load);
          } catch (InterruptedException sentHome) {
            // The test is over.
          }
        });
  }

  private static List<Letter> letters(String... addresses) {
    return Stream.of(addresses).map(Letter::new).toList();
  }

  /** What stops a van on its way. */
  private static final class Breakdown extends RuntimeException {
    private static final long serialVersionUID = 1;

    Breakdown() {
      super("the van broke down");
    }
  }

  private static Iterable<Letter> breakingDownAfter(String address) {
    return () ->
        new Iterator<>() {
          private boolean unloaded;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Letter next() {
            if (unloaded) {
              throw new Breakdown();
            }
            unloaded = true;
            return new Letter(address);
          }
        };
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException sentHome) {
      Thread.currentThread().interrupt();
    }
  }

  // --- what is asked

  private static void assertStays(Thread sorter, String when) throws InterruptedException {
    if (ThreadWatch.settle(sorter) == Stance.ENDED) {
      fail("the " + sorter.getName() + " goes home " + when);
    }
  }

  private static void assertNot(Stance stance, Thread thread, String what)
      throws InterruptedException {
    if (ThreadWatch.settle(thread) == stance) {
      throw new AssertionError("the " + thread.getName() + " " + what, ThreadWatch.whereIs(thread));
    }
  }

  private static void assertReached(boolean reached, Thread stuck, String otherwise) {
    if (!reached) {
      throw new AssertionError(otherwise, ThreadWatch.whereIs(stuck));
    }
  }

  private void assertNoneMissing(List<Letter> load) {
    List<Letter> missing = new ArrayList<>(load);
    putAway.forEach(missing::remove); // one for one, for equal letters are two
    if (!missing.isEmpty()) {
      fail(
          "everybody has gone home, and nobody has sorted the "
              + (missing.size() == 1 ? "letter to " : "letters to ")
              + missing.stream().map(l -> '"' + l.address() + '"').collect(joining(", ")));
    }
  }

  /**
   * Waits until an interrupted thread has ended, runs in circles, or waits anew. The status is read
   * before the state: once it is cleared, the wait that is seen after that is another one.
   */
  private static Stance settleAfterInterrupt(Thread thread) throws InterruptedException {
    while (true) {
      boolean taken = !thread.isInterrupted();
      Stance stance = ThreadWatch.settle(thread);
      if (taken || stance == Stance.ENDED || stance == Stance.SPINNING) {
        return stance;
      }
    }
  }
}
