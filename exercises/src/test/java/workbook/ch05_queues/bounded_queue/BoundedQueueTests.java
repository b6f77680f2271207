package workbook.ch05_queues.bounded_queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.DEADLOCK;
import static workbook.grader.cause.Misconception.IF_FOR_WHILE;
import static workbook.grader.cause.Misconception.LOCK_LEAK;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.LOST_SIGNAL;
import static workbook.grader.cause.Misconception.NO_TIMEOUT;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.UNBOUNDED;
import static workbook.grader.cause.Misconception.WRONG_ORDER;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * Ordered so that each mistake meets the test that names it first: whoever waits for ever without a
 * place would fail every later test by hanging.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class BoundedQueueTests {
  private static final Duration NONE = Duration.ZERO;

  /** Longer than any test. */
  private static final Duration AN_HOUR = Duration.ofHours(1);

  /** What a clock that counts in milliseconds may be wrong by, at both ends. */
  private static final Duration COARSE = Duration.ofMillis(2);

  private final Crew crew = new Crew();

  @AfterEach
  void sendEverybodyHome() {
    crew.dismiss();
  }

  /** A call that has to wait, on a ramp on which it has to. */
  private record Waiting(String name, boolean atFullRamp, Call call) {
    private interface Call {
      Object on(Ramp<String> ramp) throws InterruptedException;
    }

    Ramp<String> ramp() throws InterruptedException {
      var ramp = new Ramp<String>(1);
      if (atFullRamp) {
        ramp.put("ash");
      }
      return ramp;
    }

    /** Makes an end to the wait. */
    void release(Ramp<String> ramp) throws InterruptedException {
      if (atFullRamp) {
        ramp.take();
      } else {
        ramp.put("elm");
      }
    }
  }

  private static final List<Waiting> ENDLESS =
      List.of(
          new Waiting("take() at an empty ramp", false, Ramp::take),
          new Waiting(
              "put() at a full ramp",
              true,
              ramp -> {
                ramp.put("beech");
                return "";
              }));

  private static final List<Waiting> PATIENT =
      List.of(
          new Waiting("poll(1 h) at an empty ramp", false, ramp -> ramp.poll(AN_HOUR)),
          new Waiting("offer(.., 1 h) at a full ramp", true, ramp -> ramp.offer("beech", AN_HOUR)));

  private static List<Waiting> all() {
    List<Waiting> all = new ArrayList<>(ENDLESS);
    all.addAll(PATIENT);
    return all;
  }

  private Thread start(Waiting waiting, Ramp<String> ramp) {
    return crew.start(
        waiting.name,
        () -> {
          try {
            waiting.call.on(ramp);
          } catch (InterruptedException sentHome) {
            // The test is over.
          }
        });
  }

  // --- one thread alone, where it need not wait

  @Test
  @Order(1)
  @DisplayName("A ramp with room for less than one log is refused")
  @Detects(WRONG_RESULT)
  void aRampHasRoom() {
    for (int room : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThrows(
          IllegalArgumentException.class, () -> new Ramp<String>(room), "new Ramp(" + room + ")");
    }
  }

  @Test
  @Order(2)
  @DisplayName("Every ramp is a ramp of its own")
  @Detects(WRONG_RESULT)
  void everyRampIsItsOwn() throws InterruptedException {
    var one = new Ramp<String>(1);
    var other = new Ramp<String>(1);
    assertTrue(one.offer("ash", NONE), "whether the first ramp has room");
    assertEquals(0, other.size(), "logs on the second ramp");
    assertTrue(other.offer("beech", NONE), "whether the second ramp has room");
    assertEquals("ash", one.take(), "from the first ramp");
    assertEquals("beech", other.take(), "from the second ramp");
  }

  @Test
  @Order(3)
  @DisplayName("First in, first out, round and round")
  @Detects(WRONG_ORDER)
  void firstInFirstOut() throws InterruptedException {
    var ramp = new Ramp<Integer>(3);
    int in = 0;
    int out = 0;
    for (int[] turn : new int[][] {{3, 1}, {1, 2}, {2, 1}, {1, 3}, {1, 1}, {3, 2}, {2, 3}}) {
      for (int i = 0; i < turn[0]; i++) {
        if (in % 2 == 0) {
          ramp.put(in++);
        } else {
          assertTrue(ramp.offer(in++, AN_HOUR), "whether there was a place");
        }
      }
      for (int i = 0; i < turn[1]; i++) {
        int next = out % 3 == 0 ? ramp.take() : ramp.poll(AN_HOUR).orElseThrow();
        assertEquals(out++, next, "the number of the log that comes off");
      }
    }
  }

  @Test
  @Order(4)
  @DisplayName("What is put on a ramp comes off it, and is counted")
  @Detects(WRONG_RESULT)
  void oneLog() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    assertEquals(0, ramp.size(), "logs on a new ramp");
    ramp.put("ash");
    assertEquals(1, ramp.size(), "logs on the ramp after one was put");
    assertTrue(ramp.offer("beech", NONE), "whether there was a place for a second log");
    assertEquals(2, ramp.size(), "logs on the ramp after the second was offered");
    assertEquals("ash", ramp.take(), "the first log that comes off");
    assertEquals(1, ramp.size(), "logs on the ramp after one was taken");
    assertEquals(Optional.of("beech"), ramp.poll(NONE), "the second log that comes off");
    assertEquals(0, ramp.size(), "logs on the ramp in the end");
  }

  @Test
  @Order(5)
  @DisplayName("Where there is no place, no log is laid down")
  @Detects(UNBOUNDED)
  void noPlaceTooMany() throws InterruptedException {
    for (int room : new int[] {1, 3}) {
      var ramp = new Ramp<Integer>(room);
      for (int i = 0; i < room; i++) {
        ramp.put(i);
      }
      var laid = new AtomicBoolean();
      ThreadWatch.settle(
          crew.start(
              "logger",
              () -> {
                try {
                  laid.set(ramp.offer(room, NONE));
                } catch (InterruptedException sentHome) {
                  // The test is over.
                }
              }));
      assertFalse(laid.get(), "whether log " + (room + 1) + " got a place, room for " + room);
    }
  }

  @Test
  @Order(6)
  @DisplayName("Equal logs are two, and so is one that is put twice")
  @Detects(LOST_ITEM)
  void equalLogsAreTwo() throws InterruptedException {
    var ramp = new Ramp<List<String>>(3);
    List<String> one = new ArrayList<>(List.of("ash"));
    List<String> equal = new ArrayList<>(List.of("ash"));
    ramp.put(one);
    ramp.put(equal);
    ramp.put(one);
    assertEquals(3, ramp.size(), "logs on the ramp after three equal ones were put");
    assertSame(one, ramp.take(), "the first");
    assertSame(equal, ramp.take(), "the second, which is equal to the first");
    assertSame(one, ramp.take(), "the third, which is the first once more");
  }

  @Test
  @Order(7)
  @DisplayName("Without patience, nobody waits")
  @Detects(NO_TIMEOUT)
  void withoutPatience() throws InterruptedException {
    for (Duration patience :
        List.of(NONE, Duration.ofNanos(-1), Duration.ofSeconds(-30), Duration.ofDays(-365))) {
      var ramp = new Ramp<String>(1);
      assertEquals(Optional.empty(), ramp.poll(patience), "poll " + patience + ", empty ramp");
      assertTrue(ramp.offer("ash", patience), "offer " + patience + " when there is a place");
      assertFalse(ramp.offer("beech", patience), "offer " + patience + " when there is none");
      assertEquals(1, ramp.size(), "logs on the ramp after that");
      assertEquals(Optional.of("ash"), ramp.poll(patience), "poll " + patience + " with a log");
      assertEquals(Optional.empty(), ramp.poll(patience), "poll " + patience + " after that");
    }
  }

  @Test
  @Order(8)
  @DisplayName("Every patience comes to its end, however short it is")
  @Detects(NO_TIMEOUT)
  void patienceEnds() throws InterruptedException {
    for (Duration patience :
        List.of(
            Duration.ofNanos(1),
            Duration.ofNanos(400_000),
            Duration.ofNanos(999_999),
            Duration.ofNanos(1_000_001),
            Duration.ofMillis(30))) {
      var ramp = new Ramp<String>(1);
      assertEquals(Optional.empty(), ramp.poll(patience), "poll " + patience + ", empty ramp");
      ramp.put("ash");
      assertFalse(ramp.offer("beech", patience), "offer " + patience + " on a full ramp");
      assertEquals(1, ramp.size(), "logs on a ramp with room for 1");
      assertEquals("ash", ramp.take(), "the log on it");
    }
  }

  @Test
  @Order(9)
  @DisplayName("Nobody gives up before the patience is over")
  @Detects(WRONG_RESULT)
  void patienceLasts() throws InterruptedException {
    Duration patience = Duration.ofMillis(40);
    var ramp = new Ramp<String>(1);
    long start = System.nanoTime();
    ramp.poll(patience);
    assertLasted(patience, start, "poll at an empty ramp");
    ramp.put("ash");
    start = System.nanoTime();
    ramp.offer("beech", patience);
    assertLasted(patience, start, "offer at a full ramp");
  }

  private static void assertLasted(Duration patience, long start, String what) {
    Duration lasted = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(
        lasted.plus(COARSE).compareTo(patience) >= 0,
        () -> what + " gave up after " + lasted + " with a patience of " + patience);
  }

  @Test
  @Order(10)
  @DisplayName("null is no log, and changes nothing")
  @Detects(WRONG_RESULT)
  @SuppressWarnings({"DataFlowIssue", "NullAway"})
  void nullIsNoLog() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    ramp.put("ash");
    String none = null;
    assertThrows(NullPointerException.class, () -> ramp.put(none), "put(null)");
    assertThrows(NullPointerException.class, () -> ramp.offer(none, NONE), "offer(null)");
    assertThrows(NullPointerException.class, () -> ramp.offer(none, AN_HOUR), "offer(null, 1 h)");
    assertEquals(1, ramp.size(), "logs on the ramp after null was refused");
    elsewhere(() -> assertTrue(ramp.offer("beech", NONE), "whether there is a place"));
    assertFalse(ramp.offer("cedar", NONE), "whether there is another one");
    assertEquals("ash", ramp.take(), "the first log");
    assertEquals("beech", ramp.take(), "the second log");
  }

  // --- how to wait

  @Test
  @Order(11)
  @DisplayName("Whoever waits leaves the processor to others")
  @Detects(BUSY_WAIT)
  void nobodyRunsInCircles() throws InterruptedException {
    for (Waiting waiting : all()) {
      Ramp<String> ramp = waiting.ramp();
      Thread thread = start(waiting, ramp);
      if (ThreadWatch.settle(thread) == Stance.SPINNING) {
        Throwable where = ThreadWatch.whereIs(thread);
        waiting.release(ramp); // so that it does not run on through all the tests
        throw new AssertionError(thread.getName() + " runs in circles", where);
      }
    }
  }

  @Test
  @Order(12)
  @DisplayName("While somebody waits, others can use the ramp")
  @Detects(DEADLOCK)
  void nobodyStandsInTheWay() throws InterruptedException {
    for (Waiting waiting : all()) {
      Ramp<String> ramp = waiting.ramp();
      Thread first = start(waiting, ramp);
      ThreadWatch.settle(first);
      Thread second =
          crew.start(
              "another thread",
              () -> {
                ramp.size(); // that it comes back at all is what counts here
                waiting.release(ramp);
              });
      assertReached(
          ThreadWatch.reaches(() -> !second.isAlive(), List.of(second)),
          second,
          waiting.name + " keeps others from the ramp, and these could end its wait");
    }
  }

  @Test
  @Order(13)
  @DisplayName("Who finds the ramp full pushes no log off it")
  @Detects(LOST_ITEM)
  void noLogIsPushedOff() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    ramp.put("ash");
    ramp.put("beech");
    for (Waiting logger : all()) {
      if (logger.atFullRamp) {
        ThreadWatch.settle(start(logger, ramp));
      }
    }
    assertEquals("ash", ramp.take(), "the first log on a ramp that was full, and others came");
    assertEquals("beech", ramp.take(), "the second log");
  }

  @Test
  @Order(14)
  @DisplayName("put() and take() wait for as long as it takes")
  @Detects(WRONG_RESULT)
  void nobodyGivesUp() throws InterruptedException {
    for (Waiting waiting : all()) {
      Thread thread = start(waiting, waiting.ramp());
      if (ThreadWatch.settle(thread) == Stance.ENDED) {
        fail(waiting.name + " does not wait");
      }
    }
  }

  @Test
  @Order(15)
  @DisplayName("Whoever waits goes on when there is something to go on for")
  @Detects(LOST_SIGNAL)
  void whoeverWaitsIsTold() throws InterruptedException {
    for (Waiting waiting : all()) {
      Ramp<String> ramp = waiting.ramp();
      Thread first = start(waiting, ramp);
      ThreadWatch.settle(first);
      waiting.release(ramp);
      crew.join();
    }
    for (Waiting waiting : all()) { // and by a call with patience
      Ramp<String> ramp = waiting.ramp();
      Thread first = start(waiting, ramp);
      ThreadWatch.settle(first);
      if (waiting.atFullRamp) {
        assertTrue(ramp.poll(AN_HOUR).isPresent(), "whether there was a log on a full ramp");
      } else {
        assertTrue(ramp.offer("elm", AN_HOUR), "whether there was a place on an empty ramp");
      }
      crew.join();
    }
  }

  @Test
  @Order(16)
  @DisplayName("put() and take() wait until told, and have no look every now and then")
  @Detects(SLEEP_FOR_SIGNAL)
  void nobodyDozes() throws InterruptedException {
    for (Waiting waiting : ENDLESS) {
      assertNot(
          Stance.DOZING, start(waiting, waiting.ramp()), "waits with a time-out, and it may not");
    }
  }

  @Test
  @Order(17)
  @DisplayName("offer() and poll() wait until told, and have no look every now and then")
  @Detects(SLEEP_FOR_SIGNAL)
  void nobodyNaps() throws InterruptedException {
    for (Waiting waiting : PATIENT) {
      Thread thread = start(waiting, waiting.ramp());
      ThreadWatch.settle(thread);
      if (ThreadWatch.looksAgainAndAgain(thread)) {
        throw new AssertionError(
            waiting.name + " wakes up again and again, though nothing has happened",
            ThreadWatch.whereIs(thread));
      }
    }
  }

  @Test
  @Order(18)
  @DisplayName("When one log comes, one waiting saw gets on, and no other")
  @Detects(IF_FOR_WHILE)
  void oneLogIsForOne() throws InterruptedException {
    var ramp = new Ramp<String>(3);
    List<Thread> saws = new ArrayList<>();
    for (String saw : List.of("first saw", "second saw", "third saw")) {
      saws.add(
          crew.start(
              saw,
              () -> {
                try {
                  ramp.take();
                } catch (InterruptedException sentHome) {
                  // The test is over.
                }
              }));
      ThreadWatch.settle(saws.getLast());
    }
    ramp.put("ash");
    int gone = 0;
    for (Thread saw : saws) {
      if (ThreadWatch.settle(saw) == Stance.ENDED) {
        gone++;
      }
    }
    assertEquals(1, gone, "saws of three who went on when one log came");
  }

  @Test
  @Order(19)
  @DisplayName("When one log goes, one waiting logger gets on, and no other")
  @Detects(UNBOUNDED)
  void roomForOneIsRoomForOne() throws InterruptedException {
    var ramp = new Ramp<Integer>(1);
    ramp.put(0);
    List<Thread> loggers = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      int log = i;
      loggers.add(crew.start("logger " + i, () -> putOrGoHome(ramp, log)));
      ThreadWatch.settle(loggers.getLast());
    }
    ramp.take();
    int gone = 0;
    for (Thread logger : loggers) {
      if (ThreadWatch.settle(logger) == Stance.ENDED) {
        gone++;
      }
    }
    assertEquals(1, gone, "loggers of three who got on when one log was taken");
    assertEquals(1, ramp.size(), "logs on a ramp with room for 1");
  }

  @Test
  @Order(20)
  @DisplayName("Three wait, and each is served, whoever serves them")
  @Detects(LOST_SIGNAL)
  void threeAreServed() throws InterruptedException {
    var ramp = new Ramp<String>(3);
    List<Thread> saws = new ArrayList<>();
    for (String saw : List.of("first saw", "second saw", "third saw")) {
      saws.add(crew.start(saw, ramp::take));
      ThreadWatch.settle(saws.getLast());
    }
    for (int served = 1; served <= 3; served++) {
      assertTrue(ramp.offer("log " + served, AN_HOUR), "whether there is a place");
      assertServed(saws, served);
    }

    for (String log : List.of("ash", "beech", "cedar")) {
      ramp.put(log);
    }
    List<Thread> loggers = new ArrayList<>();
    for (String logger : List.of("first logger", "second logger", "third logger")) {
      loggers.add(crew.start(logger, () -> ramp.put("log of the " + logger)));
      ThreadWatch.settle(loggers.getLast());
    }
    for (int served = 1; served <= 3; served++) {
      assertTrue(ramp.poll(AN_HOUR).isPresent(), "whether there is a log");
      assertServed(loggers, served);
    }
    crew.join();
    assertEquals(3, ramp.size(), "logs on the ramp in the end");
  }

  private static void assertServed(List<Thread> waiting, int wanted) throws InterruptedException {
    ThreadWatch.reaches(
        () -> waiting.stream().filter(t -> !t.isAlive()).count() >= wanted, waiting);
    assertEquals(
        wanted, waiting.stream().filter(t -> !t.isAlive()).count(), "served, of three who waited");
  }

  @Test
  @Order(21)
  @DisplayName("A patience of a year is none that is over at once")
  @Detects(WRONG_RESULT)
  void patienceOfAYear() throws InterruptedException {
    Duration year = Duration.ofDays(365);
    var ramp = new Ramp<String>(1);
    Thread saw = crew.start("saw", () -> assertTrue(ramp.poll(year).isPresent(), "poll, one year"));
    ThreadWatch.settle(saw);
    assertTrue(saw.isAlive(), "whether somebody with a patience of a year waits");
    ramp.put("ash");
    crew.join();
    ramp.put("ash");
    Thread logger =
        crew.start("logger", () -> assertTrue(ramp.offer("beech", year), "offer, one year"));
    ThreadWatch.settle(logger);
    assertTrue(logger.isAlive(), "whether somebody with a patience of a year waits");
    ramp.take();
    crew.join();
  }

  // --- how much there is room for

  @Test
  @Order(22)
  @DisplayName("There is room for `room` logs, no more and no fewer")
  @Detects(UNBOUNDED)
  void roomForSoMany() throws InterruptedException {
    for (int room : new int[] {1, 2, 5}) {
      var ramp = new Ramp<Integer>(room);
      for (int i = 0; i < room; i++) {
        assertTrue(ramp.offer(i, NONE), "offer number " + (i + 1) + ", room for " + room);
      }
      Thread logger = crew.start("logger", () -> putOrGoHome(ramp, room));
      if (ThreadWatch.settle(logger) == Stance.ENDED) {
        fail("a logger has put log number " + (room + 1) + " on a ramp with room for " + room);
      }
      assertEquals(room, ramp.size(), "logs on a full ramp while a logger waits");
      assertEquals(0, ramp.take(), "the first log");
      crew.join();
      assertEquals(room, ramp.size(), "logs on the ramp after the logger has got on");
    }
  }

  private static void putOrGoHome(Ramp<Integer> ramp, int log) {
    try {
      ramp.put(log);
    } catch (InterruptedException sentHome) {
      // The test is over.
    }
  }

  // --- interrupts

  @Test
  @Order(23)
  @DisplayName("An interrupt ends every wait, with an InterruptedException")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptEndsAWait() throws InterruptedException {
    for (Waiting waiting : all()) {
      assertEndsByInterrupt(waiting, waiting.ramp());
    }
  }

  @Test
  @Order(24)
  @DisplayName("Who comes interrupted does not begin to wait")
  @Detects(SWALLOWED_INTERRUPT)
  void whoComesInterruptedDoesNotWait() throws InterruptedException {
    for (Waiting waiting : all()) {
      var thrown = new AtomicReference<Throwable>();
      Ramp<String> ramp = waiting.ramp();
      Thread thread =
          crew.start(
              waiting.name,
              () -> {
                Thread.currentThread().interrupt();
                thrown.set(thrownBy(waiting, ramp));
              });
      assertEndedByInterrupt(waiting, thread, thrown);
    }
  }

  @Test
  @Order(25)
  @DisplayName("After an interrupt the ramp is as it was, and others can use it")
  @Detects(LOCK_LEAK)
  void anInterruptLeavesNothingBehind() throws InterruptedException {
    for (Waiting waiting : all()) {
      Ramp<String> ramp = waiting.ramp();
      assertEndsByInterrupt(waiting, ramp);
      elsewhere(() -> {
        assertEquals(
            waiting.atFullRamp ? 1 : 0, ramp.size(), "logs after " + waiting.name + " ended");
        assertEquals(
            waiting.atFullRamp ? Optional.of("ash") : Optional.empty(),
            ramp.poll(NONE),
            "what lies on the ramp after " + waiting.name + " ended by an interrupt");
        assertEquals(Optional.empty(), ramp.poll(NONE), "what lies on it besides");
        assertTrue(ramp.offer("cedar", NONE), "whether there is a place on the empty ramp");
        assertFalse(ramp.offer("elm", NONE), "whether there is a second one");
      });
    }
  }

  @Test
  @Order(26)
  @DisplayName("Whoever comes interrupted and need not wait does all of it or nothing")
  @Detects(LOST_ITEM)
  void interruptedAllOrNothing() throws InterruptedException {
    for (Waiting call : all()) {
      var ramp = new Ramp<String>(2);
      ramp.put("ash");
      elsewhere(() -> {
        Thread.currentThread().interrupt();
        Throwable thrown = thrownBy(call, ramp);
        boolean done = thrown == null;
        assertTrue(
            done || thrown instanceof InterruptedException, () -> call.name + " throws " + thrown);
        assertTrue(
            !done || Thread.currentThread().isInterrupted(),
            call.name + " did its work, and the thread's interrupt status is gone");
        Thread.interrupted();
        int logs = !done ? 1 : call.atFullRamp ? 2 : 0;
        assertEquals(logs, ramp.size(), call.name + ", interrupted, threw " + thrown);
      });
    }
  }

  @Test
  @Order(27)
  @DisplayName("An interrupted thread can count the logs, and stays interrupted")
  @Detects(WRONG_RESULT)
  void interruptedCount() throws InterruptedException {
    var ramp = new Ramp<String>(2);
    ramp.put("ash");
    elsewhere(() -> {
      Thread.currentThread().interrupt();
      assertEquals(1, ramp.size(), "logs that an interrupted thread counts");
      assertTrue(Thread.interrupted(), "whether it is still interrupted after that");
    });
  }

  private void assertEndsByInterrupt(Waiting waiting, Ramp<String> ramp)
      throws InterruptedException {
    var thrown = new AtomicReference<Throwable>();
    Thread thread = crew.start(waiting.name, () -> thrown.set(thrownBy(waiting, ramp)));
    ThreadWatch.settle(thread);
    thread.interrupt();
    assertEndedByInterrupt(waiting, thread, thrown);
  }

  private static void assertEndedByInterrupt(
      Waiting waiting, Thread thread, AtomicReference<Throwable> thrown)
      throws InterruptedException {
    if (ThreadWatch.settleAfterInterrupt(thread) != Stance.ENDED) {
      throw new AssertionError(
          waiting.name + " waits on, though its thread is interrupted",
          ThreadWatch.whereIs(thread));
    }
    if (!(thrown.get() instanceof InterruptedException)) {
      fail(
          waiting.name
              + ", interrupted, must throw an InterruptedException; "
              + (thrown.get() == null ? "it returns" : "it throws " + thrown.get()));
    }
  }

  private static Throwable thrownBy(Waiting waiting, Ramp<String> ramp) {
    try {
      waiting.call.on(ramp);
      return null;
    } catch (InterruptedException | RuntimeException thrown) {
      return thrown;
    }
  }

  // --- what is asked

  /** Does something in another thread and waits for its end: a lock that was left shows there. */
  private void elsewhere(Crew.Task task) throws InterruptedException {
    crew.start("another thread", task);
    crew.join();
  }

  private static void assertNot(Stance stance, Thread thread, String what)
      throws InterruptedException {
    if (ThreadWatch.settle(thread) == stance) {
      throw new AssertionError(thread.getName() + " " + what, ThreadWatch.whereIs(thread));
    }
  }

  private static void assertReached(boolean reached, Thread stuck, String otherwise) {
    if (!reached) {
      throw new AssertionError(otherwise, ThreadWatch.whereIs(stuck));
    }
  }
}
