package workbook.ch01_threads.parallel_download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.DEADLOCK;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.MISSING_JOIN;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.RUN_FOR_START;
import static workbook.grader.cause.Misconception.SEQUENTIAL_IN_DISGUISE;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.THREAD_LEAK;
import static workbook.grader.cause.Misconception.UNGUARDED_ACCESS;
import static workbook.grader.cause.Misconception.WRONG_ORDER;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import workbook.ch01_threads.parallel_download.Recording.Failed;
import workbook.ch01_threads.parallel_download.Recording.Heard;
import workbook.grader.cause.Detects;
import workbook.support.Crew;
import workbook.support.FirstFailureEnds;
import workbook.support.LocalServer;
import workbook.support.Stance;
import workbook.support.ThreadWatch;

/**
 * First a single buoy over the network, then the harbour with buoys that are held up on purpose,
 * and last all of it together: a server that answers nobody before everybody has asked.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class ParallelDownloadTests {
  private static final int BUOYS = 5;

  /** More than anybody gives threads to a pool, whatever the machine. */
  private static final int MANY_BUOYS = 1_100;

  private static final int OK = 200;

  private final Crew crew = new Crew();
  private final CountDownLatch calmSea = new CountDownLatch(1);
  private LocalServer server;

  @BeforeEach
  void openTheServer() throws IOException { // and not where a test that is skipped opens one, too
    server = new LocalServer();
  }

  @AfterEach
  void sendEverybodyHome() {
    calmSea.countDown();
    crew.dismiss();
    server.close();
  }

  // --- one buoy

  @Test
  @Order(1)
  @DisplayName("Every byte of an answer arrives")
  @Detects(WRONG_RESULT)
  void everyByteArrives() throws IOException, InterruptedException {
    for (int length : new int[] {256, 0, 1, 1_000_000}) {
      byte[] whales = sound(length, length);
      var method = new ArrayList<String>();
      URI address =
          server.answering(
              "/length/" + length,
              exchange -> {
                method.add(exchange.getRequestMethod());
                LocalServer.bytes(OK, whales).to(exchange);
              });
      assertArrayEquals(
          whales, new HttpBuoy(address).download(), "the bytes of an answer of " + length);
      assertEquals(List.of("GET"), method, "how the buoy was asked");
    }
  }

  @Test
  @Order(2)
  @DisplayName("An answer with another status than 200 is a failure, whatever is in it")
  @Detects(LOST_FAILURE)
  void anotherStatusIsAFailure() throws InterruptedException {
    for (int status : new int[] {404, 500, 503, 204, 206, 301, 403}) {
      byte[] page = status == 204 ? new byte[0] : "no whales here".getBytes(UTF_8);
      URI address = server.answering("/status/" + status, LocalServer.bytes(status, page));
      assertFails("an answer with status " + status, new HttpBuoy(address));
    }
    URI elsewhere = server.answering("/elsewhere", LocalServer.bytes(OK, sound(1, 10)));
    URI moved =
        server.answering(
            "/moved",
            exchange -> {
              exchange.getResponseHeaders().add("Location", elsewhere.toString());
              LocalServer.bytes(302, new byte[0]).to(exchange);
            });
    assertFails("an answer with status 302 that names another address", new HttpBuoy(moved));
  }

  @Test
  @Order(3)
  @DisplayName("An answer that breaks off is a failure, and so is a buoy that nobody can reach")
  @Detects(LOST_FAILURE)
  void aBrokenAnswerIsAFailure() throws IOException, InterruptedException {
    URI half =
        server.answering(
            "/half",
            exchange -> {
              exchange.sendResponseHeaders(OK, 1_000);
              exchange.getResponseBody().write(sound(1, 500));
              exchange.getResponseBody().flush();
            });
    assertFails("an answer that breaks off half-way", new HttpBuoy(half));
    URI gone;
    try (var sunk = new LocalServer()) {
      gone = sunk.answering("/", LocalServer.bytes(OK, new byte[1]));
    }
    assertFails("an address where nobody listens", new HttpBuoy(gone));
  }

  // --- the harbour

  @Test
  @Order(4)
  @DisplayName("Each buoy is asked, and not by whoever called fetchAll")
  @Detects(RUN_FOR_START)
  void downloadsHaveThreads() throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Office office =
        office(
            buoys(
                BUOYS,
                i -> {
                  threads.add(Thread.currentThread());
                  return sound(i, 1);
                }));
    crew.join();
    if (threads.contains(office.thread)) {
      fail("a download runs in the thread that called fetchAll, and in no thread of its own");
    }
  }

  @Test
  @Order(5)
  @DisplayName("While it waits, fetchAll leaves the processor to others")
  @Detects(BUSY_WAIT)
  void waitingIsSleeping() throws InterruptedException {
    for (int late : new int[] {0, BUOYS - 1}) {
      Office office = office(heldUpAt(late));
      Stance stance = ThreadWatch.settle(office.thread);
      if (stance == Stance.SPINNING || stance == Stance.DOZING) {
        throw new AssertionError(
            "fetchAll asks again and again whether the recordings have come",
            ThreadWatch.whereIs(office.thread));
      }
    }
    calmSea.countDown();
    crew.join();
  }

  @Test
  @Order(6)
  @DisplayName("A server that answers nobody before all three have asked is asked by all three")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void threeDownloadsAtOnce() throws InterruptedException {
    var asked = new CountDownLatch(3);
    List<Buoy> buoys = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      byte[] whales = sound(i, 100_000 + i);
      buoys.add(
          new HttpBuoy(
              server.answering(
                  "/buoy/" + i,
                  exchange -> {
                    asked.countDown();
                    calmSea.await();
                    LocalServer.bytes(OK, whales).to(exchange);
                  })));
    }
    Office office = office(buoys);
    assertAllOut(asked, 3, office, calmSea);
    crew.join();
  }

  @Test
  @Order(6)
  @DisplayName("A buoy that stands in the list twice is asked twice at the same time")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void twiceAtOnce() throws InterruptedException {
    var asked = new CountDownLatch(2);
    Buoy twice =
        new HttpBuoy(
            server.answering(
                "/twice",
                exchange -> {
                  asked.countDown();
                  calmSea.await();
                  LocalServer.bytes(OK, sound(2, 10)).to(exchange);
                }));
    Office office = office(List.of(twice, twice));
    assertAllOut(asked, 2, office, calmSea);
    crew.join();
  }

  @Test
  @Order(7)
  @DisplayName("However many buoys there are, all are asked at the same time")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void manyDownloadsAtOnce() throws InterruptedException {
    for (int count : new int[] {2, MANY_BUOYS}) {
      var asked = new CountDownLatch(count);
      var goOn = new CountDownLatch(1);
      Office office =
          office(
              buoys(
                  count,
                  i -> {
                    asked.countDown();
                    awaitQuietly(goOn);
                    return sound(i, 1);
                  }));
      assertAllOut(asked, count, office, goOn);
      crew.join();
    }
  }

  @Test
  @Order(8)
  @DisplayName("Whichever buoy is the slowest, fetchAll waits for it")
  @Detects(MISSING_JOIN)
  void everybodyIsWaitedFor() throws InterruptedException {
    for (int late = 0; late < BUOYS; late++) {
      var goOn = new CountDownLatch(1);
      int slowest = late;
      List<Buoy> buoys =
          buoys(
              BUOYS,
              i -> {
                if (i == slowest) {
                  awaitQuietly(goOn);
                }
                return sound(i, 10);
              });
      Office office = office(buoys);
      ThreadWatch.settle(office.thread);
      boolean tooEarly = office.morning != null;
      goOn.countDown();
      if (tooEarly) {
        fail("fetchAll returns while number " + late + " of " + BUOYS + " is still being fetched");
      }
      crew.join();
      for (int i = 0; i < BUOYS; i++) { // whether each is in its place is for a later test
        assertTrue(
            isHeardAnywhere(buoys.get(i), office),
            "number " + i + " is heard, when number " + late + " was the slowest");
      }
    }
  }

  @Test
  @Order(9)
  @DisplayName("Whichever buoy fails, fetchAll comes to an end")
  @Detects(DEADLOCK)
  void aFailureHangsNobody() throws InterruptedException {
    for (Exception why : failures()) {
      for (int silent = 0; silent < 3; silent++) {
        office(oneSilent(silent, why));
        crew.join();
      }
    }
  }

  @Test
  @Order(10)
  @DisplayName("A failure ends no wait: fetchAll returns when the others have come")
  @Detects(MISSING_JOIN)
  void aFailureEndsNoWait() throws InterruptedException {
    for (int late : new int[] {0, 2}) {
      var goOn = new CountDownLatch(1);
      List<Buoy> buoys =
          buoys(
              3,
              i -> {
                if (i == late) {
                  awaitQuietly(goOn);
                  return sound(i, 10);
                }
                throw new IOException("number " + i + " has run aground");
              });
      Office office = office(buoys);
      ThreadWatch.settle(office.thread);
      boolean tooEarly = office.morning != null;
      goOn.countDown();
      if (tooEarly) {
        fail("two buoys fail, and fetchAll returns while the third is still being fetched");
      }
      crew.join();
    }
  }

  @Test
  @Order(11)
  @DisplayName("A buoy that fails takes no other's recording with it")
  @Detects(LOST_ITEM)
  void aFailureLosesNoOther() throws InterruptedException {
    for (Exception why : failures()) {
      for (int silent = 0; silent < 3; silent++) {
        List<Buoy> buoys = oneSilent(silent, why);
        Office office = office(buoys);
        crew.join();
        assertEquals(3, places(office).length, "places for three buoys, one of which failed");
        for (int i = 0; i < 3; i++) { // whether each is in its place is for a later test
          assertTrue(
              i == silent || isHeardAnywhere(buoys.get(i), office),
              "number " + i + " is heard, when number " + silent + " failed");
        }
      }
    }
  }

  @Test
  @Order(12)
  @DisplayName("A buoy that fails is told, with what went wrong")
  @Detects(LOST_FAILURE)
  void aFailureIsTold() throws InterruptedException {
    List<Exception> all = new ArrayList<>(failures());
    all.addAll(failuresThatLookLikeSomebodyElses());
    for (Exception why : all) {
      for (int silent = 0; silent < 3; silent++) {
        List<Buoy> buoys = oneSilent(silent, why);
        Office office = office(buoys);
        crew.join();
        assertFailed(buoys.get(silent), why, office);
      }
    }
  }

  @Test
  @Order(13)
  @DisplayName("Every recording is in its buoy's place, in whatever order they come")
  @Detects(WRONG_ORDER)
  void recordingsAreInTheirPlaces() throws InterruptedException {
    int last = BUOYS - 1;
    int silent = 1;
    var why = new IOException("run aground");
    var threads = new Thread[BUOYS];
    var fetched = IntStream.range(0, BUOYS).mapToObj(i -> new CountDownLatch(1)).toList();
    List<Buoy> buoys =
        buoys(
            BUOYS,
            i -> {
              threads[i] = Thread.currentThread();
              if (i < last) {
                awaitQuietly(fetched.get(i + 1));
                ThreadWatch.settle(threads[i + 1]); // it has also put its recording away
              }
              fetched.get(i).countDown();
              if (i == silent) {
                throw why;
              }
              return sound(i, 10);
            });
    Office office = office(buoys);
    crew.join();
    for (int i = 0; i < BUOYS; i++) {
      if (i != silent) {
        assertHeard(buoys.get(i), sound(i, 10), place(office, i));
      }
    }
    Failed failed =
        assertInstanceOf(Failed.class, place(office, silent), "what is in the silent one's place");
    assertSame(buoys.get(silent), failed.buoy(), "the buoy of the failure in that place");
    assertSame(why, failed.why(), "what is told in that place");
  }

  @Test
  @Order(14)
  @DisplayName("A buoy that stands in the list twice is asked twice; without buoys nobody is asked")
  @Detects(WRONG_RESULT)
  void aPlaceForEach() throws InterruptedException {
    assertEquals(0, Harbour.fetchAll(List.of()).length, "places without buoys");
    var asked = new AtomicInteger();
    Buoy same = new NearBuoy(1, i -> new byte[] {(byte) asked.incrementAndGet()});
    Buoy mute = new NearBuoy(2, i -> new byte[0]);
    Recording[] morning = Harbour.fetchAll(List.of(same, mute, same));
    assertEquals(3, morning.length, "places for three, of which two are the same buoy");
    assertEquals(2, asked.get(), "how often that buoy was asked");
    assertHeard(mute, new byte[0], morning[1]);
    if (morning[0] instanceof Heard first && morning[2] instanceof Heard last) {
      assertEquals(
          1 + 2, first.sound()[0] + last.sound()[0], "recordings 1 and 2 of that buoy, added up");
    } else {
      fail(
          "the buoy that stands in the list twice has recordings in its two places: "
              + Arrays.toString(morning));
    }
  }

  @Test
  @Order(15)
  @DisplayName("After fetchAll, all its threads come to their end, those that failed as well")
  @Detects(THREAD_LEAK)
  void noThreadIsLeft() throws InterruptedException {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    office(
        buoys(
            BUOYS,
            i -> {
              threads.add(Thread.currentThread());
              if (i == 1) {
                throw new IOException("run aground");
              }
              return sound(i, 1);
            }));
    crew.join();
    for (Thread thread : threads) {
      if (ThreadWatch.settle(thread) != Stance.ENDED) {
        throw new AssertionError(
            "fetchAll has returned, and a thread that downloaded for it has not ended",
            ThreadWatch.whereIs(thread));
      }
    }
  }

  @Test
  @Order(16)
  @DisplayName("One morning knows nothing of another, not even of one at the same time")
  @Detects(OVER_SYNCHRONISED)
  void everyMorningIsANewOne() throws InterruptedException {
    Office ann = office(heldUpAt(0));
    ThreadWatch.settle(ann.thread);
    List<Buoy> bobs = buoys(2, i -> sound(20 + i, 10));
    Office bob = office(bobs);
    boolean back = ThreadWatch.reachesWithAll(bob::isOver);
    Throwable where = ThreadWatch.whereIs(bob.thread);
    calmSea.countDown();
    if (!back) {
      throw new AssertionError(
          "all recordings of one call have come, and it does not return: another call's have not",
          where);
    }
    crew.join();
    assertHeard(bobs.get(0), sound(20, 10), place(bob, 0));
    assertHeard(bobs.get(1), sound(21, 10), place(bob, 1));
    assertEquals(BUOYS, ann.morning.length, "places of the other call");
  }

  @Test
  @Order(17)
  @DisplayName("An interrupt is not forgotten, and makes no gaps in the result")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptIsKept() throws InterruptedException {
    for (int late : new int[] {0, BUOYS - 1}) {
      var goOn = new CountDownLatch(1);
      List<Buoy> buoys =
          buoys(
              BUOYS,
              i -> {
                if (i == late) {
                  awaitWhateverHappens(goOn);
                }
                return sound(i, 10);
              });
      Office office = office(buoys);
      ThreadWatch.settle(office.thread);
      office.thread.interrupt();
      Stance stance = ThreadWatch.settleAfterInterrupt(office.thread);
      boolean tooEarly = office.morning != null;
      goOn.countDown();
      if (tooEarly) {
        fail(
            "fetchAll is interrupted while number "
                + late
                + " is still being fetched, and returns as if it were there");
      }
      if (stance == Stance.SPINNING) {
        fail("fetchAll is interrupted, and runs in circles from then on");
      }
      crew.join();
      if (office.morning == null) {
        assertTrue(office.thrown, "fetchAll is interrupted, and throws " + office.broken);
        continue;
      }
      for (int i = 0; i < BUOYS; i++) {
        assertHeard(buoys.get(i), sound(i, 10), place(office, i));
      }
      if (!office.interrupted) {
        fail(
            "fetchAll was interrupted while it waited, and nobody can tell: it neither throws"
                + " InterruptedException nor leaves the interrupt status set");
      }
    }
  }

  // --- both

  @Test
  @Order(18)
  @DisplayName("Three recordings that come in at the same time are not mixed up")
  @Detects(UNGUARDED_ACCESS)
  void nothingIsMixedUp() throws InterruptedException {
    var halfSent = new CountDownLatch(3);
    List<Buoy> buoys = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      byte[] whales = sound(i, 40_000);
      buoys.add(
          new HttpBuoy(
              server.answering(
                  "/mixed/" + i,
                  exchange -> {
                    exchange.sendResponseHeaders(OK, whales.length);
                    exchange.getResponseBody().write(whales, 0, 20_000);
                    exchange.getResponseBody().flush();
                    halfSent.countDown();
                    halfSent.await();
                    exchange.getResponseBody().write(whales, 20_000, 20_000);
                  })));
    }
    Office office = office(buoys);
    crew.join();
    for (int i = 0; i < 3; i++) {
      assertHeard(buoys.get(i), sound(i, 40_000), place(office, i));
    }
  }

  @Test
  @Order(19)
  @DisplayName(
      "Of three buoys on the network, one breaks off and one has nothing: the third is heard")
  @Detects(LOST_FAILURE)
  void failuresOnTheNetwork() throws InterruptedException {
    byte[] whales = sound(7, 50_000);
    var bothAsked = new CountDownLatch(2);
    Buoy good =
        new HttpBuoy(
            server.answering(
                "/good",
                exchange -> {
                  bothAsked.await();
                  LocalServer.bytes(OK, whales).to(exchange);
                }));
    Buoy nothing =
        new HttpBuoy(
            server.answering(
                "/nothing",
                exchange -> {
                  bothAsked.countDown();
                  LocalServer.bytes(404, sound(1, 10)).to(exchange);
                }));
    Buoy half =
        new HttpBuoy(
            server.answering(
                "/broken",
                exchange -> {
                  bothAsked.countDown();
                  exchange.sendResponseHeaders(OK, 1_000);
                  exchange.getResponseBody().write(sound(1, 500));
                }));
    Office office = office(List.of(nothing, good, half));
    crew.join();
    assertInstanceOf(Failed.class, place(office, 0), "what became of the buoy with nothing");
    assertHeard(good, whales, place(office, 1));
    assertInstanceOf(Failed.class, place(office, 2), "what became of the buoy that broke off");
  }

  // --- the cast

  /** Whoever calls fetchAll; what comes of it may be read once its thread has ended. */
  private static final class Office {
    private Thread thread;
    private volatile Recording[] morning;
    private volatile boolean interrupted;
    private volatile boolean thrown;
    private volatile RuntimeException broken;

    boolean isOver() {
      return morning != null || thrown || broken != null;
    }
  }

  private Office office(List<Buoy> buoys) {
    var office = new Office();
    office.thread =
        crew.start(
            "harbour",
            () -> {
              try {
                Recording[] morning = Harbour.fetchAll(buoys);
                office.interrupted = Thread.currentThread().isInterrupted();
                office.morning = morning;
              } catch (InterruptedException told) {
                office.thrown = true;
              } catch (RuntimeException unexpected) {
                office.broken = unexpected;
              }
            });
    return office;
  }

  /** How a buoy of that number answers. */
  private interface Sending {
    byte[] from(int buoy) throws IOException, InterruptedException;
  }

  /** A buoy without a network. */
  private record NearBuoy(int number, Sending sending) implements Buoy {
    @Override
    public byte[] download() throws IOException, InterruptedException {
      return sending.from(number);
    }

    @Override
    public String toString() {
      return "buoy " + number;
    }
  }

  private static List<Buoy> buoys(int count, Sending sending) {
    return IntStream.range(0, count).<Buoy>mapToObj(i -> new NearBuoy(i, sending)).toList();
  }

  /** Five buoys of which one sends when the sea is calm again. */
  private List<Buoy> heldUpAt(int late) {
    return buoys(
        BUOYS,
        i -> {
          if (i == late) {
            awaitQuietly(calmSea);
          }
          return sound(i, 10);
        });
  }

  private static List<Buoy> oneSilent(int silent, Exception why) {
    return buoys(
        3,
        i -> {
          if (i == silent) {
            switch (why) {
              case IOException expected -> throw expected;
              case RuntimeException unexpected -> throw unexpected;
              case InterruptedException own -> throw own;
              default -> throw new AssertionError(why);
            }
          }
          return sound(i, 10);
        });
  }

  private static List<Exception> failures() {
    return List.of(
        new IOException("run aground"),
        new IllegalStateException("a seal sits on it"),
        new IllegalArgumentException("no buoy at all"));
  }

  /**
   * What a future or a lambda wraps a failure in, and the like, when it is a buoy that throws it.
   */
  private static List<Exception> failuresThatLookLikeSomebodyElses() {
    var inside = new IOException("inside");
    return List.of(
        new UncheckedIOException(inside),
        new CompletionException(inside),
        new RuntimeException(inside),
        new CancellationException("the buoy's own"),
        new InterruptedException("the buoy's own"));
  }

  private static byte[] sound(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** For who is not called off by an interrupt either. */
  private static void awaitWhateverHappens(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        assertTrue(latch.await(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS), "it goes on at last");
      } catch (InterruptedException callOff) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS), "the sea is calm");
    } catch (InterruptedException sentHome) {
      Thread.currentThread().interrupt();
    }
  }

  // --- what is asked

  private static void assertAllOut(
      CountDownLatch asked, int count, Office office, CountDownLatch goOn)
      throws InterruptedException {
    boolean all = ThreadWatch.reachesWithAll(() -> asked.getCount() == 0);
    long missing = asked.getCount();
    Throwable where = ThreadWatch.whereIs(office.thread);
    goOn.countDown();
    if (!all) {
      throw new AssertionError(
          "of "
              + count
              + " buoys, "
              + (count - missing)
              + " have been asked; the next is asked when one of them has answered",
          where);
    }
  }

  private static Recording[] places(Office office) {
    if (office.morning == null) {
      throw new AssertionError(
          office.thrown
              ? "fetchAll throws an InterruptedException that nobody asked for"
              : "fetchAll itself throws " + office.broken,
          office.broken);
    }
    return office.morning;
  }

  private static Recording place(Office office, int i) {
    Recording[] morning = places(office);
    if (i >= morning.length) {
      fail("there is no place " + i + " in the result; it has " + morning.length);
    }
    return morning[i];
  }

  private static boolean isHeardAnywhere(Buoy buoy, Office office) {
    return Arrays.stream(places(office))
        .anyMatch(recording -> recording instanceof Heard heard && heard.buoy() == buoy);
  }

  private static void assertHeard(Buoy buoy, byte[] sound, Recording place) {
    switch (place) {
      case Heard(Buoy from, byte[] bytes) -> {
        assertSame(buoy, from, "the buoy of a recording");
        assertArrayEquals(sound, bytes, "its bytes");
      }
      case Failed failed -> fail("in the place of a recording: failed, with " + failed.why());
      case null -> fail("in the place of a recording there is nothing");
    }
  }

  private static void assertFailed(Buoy buoy, Exception why, Office office) {
    for (Recording place : places(office)) {
      switch (place) {
        case Failed(Buoy of, Exception told) when of == buoy -> {
          assertSame(why, told, "what went wrong, as it is told");
          return;
        }
        case Heard(Buoy of, byte[] _) when of == buoy ->
            fail("a buoy failed with " + why + ", and its place holds a recording");
        case Failed _, Heard _ -> {}
        case null -> fail("a buoy failed with " + why + ", and its place holds nothing");
      }
    }
    fail("a buoy failed with " + why + ", and no place tells of it");
  }

  private static void assertFails(String what, HttpBuoy buoy) throws InterruptedException {
    byte[] taken;
    try {
      taken = buoy.download();
    } catch (IOException asItMust) {
      return;
    }
    fail(what + " is taken for a recording of " + taken.length + " bytes");
  }
}
