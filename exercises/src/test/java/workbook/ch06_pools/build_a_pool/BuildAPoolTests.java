package workbook.ch06_pools.build_a_pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.DEADLOCK;
import static workbook.grader.cause.Misconception.EARLY_END;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.MISSING_JOIN;
import static workbook.grader.cause.Misconception.MISSING_SENTINEL;
import static workbook.grader.cause.Misconception.NOT_CANCELLED;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.RUN_FOR_START;
import static workbook.grader.cause.Misconception.SEQUENTIAL_IN_DISGUISE;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.THREAD_LEAK;
import static workbook.grader.cause.Misconception.UNBOUNDED;
import static workbook.grader.cause.Misconception.UNCAUGHT_EXCEPTION;
import static workbook.grader.cause.Misconception.WRONG_ORDER;
import static workbook.grader.cause.Misconception.WRONG_RESULT;
import static workbook.support.ThreadWatch.reachesWithAll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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
 * Ordered so that each mistake meets the test that names it first: where one job is done after the
 * other, every later test would hang.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class BuildAPoolTests {
  private final Crew crew = new Crew();
  private final List<Workshop> workshops = new ArrayList<>();
  private final List<CountDownLatch> latches = new ArrayList<>();
  private final Collection<Throwable> told = new ConcurrentLinkedQueue<>();

  /** The threads that have done a job, of every workshop of a test. */
  private final Set<Thread> hands = ConcurrentHashMap.newKeySet();

  @AfterEach
  void closeDown() throws InterruptedException {
    latches.forEach(latch -> {
      while (latch.getCount() > 0) {
        latch.countDown();
      }
    });
    List<Thread> closing =
        workshops.stream().map(shop -> crew.start("closing time", shop::close)).toList();
    ThreadWatch.reaches(() -> closing.stream().noneMatch(Thread::isAlive), closing);
    crew.dismiss();
  }

  private Workshop workshop(int hands) {
    return workshop(hands, told::add);
  }

  private Workshop workshop(int hands, Consumer<Throwable> mishaps) {
    var workshop = new Workshop(hands, mishaps);
    workshops.add(workshop);
    return workshop;
  }

  private CountDownLatch latch(int count) {
    var latch = new CountDownLatch(count);
    latches.add(latch);
    return latch;
  }

  /** Wraps a job so that the hand that does it is known. */
  private Runnable job(Crew.Task work) {
    return () -> {
      hands.add(Thread.currentThread());
      try {
        work.run();
      } catch (InterruptedException sentHome) {
        throw new AssertionError("a job was interrupted", sentHome);
      } catch (Exception thrown) {
        BuildAPoolTests.<RuntimeException>sneak(thrown);
      }
    };
  }

  @SuppressWarnings("unchecked") // so that a job can throw what it does not declare
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  /** A job that can end only when as many others are under way as the latch asks for. */
  private Runnable meets(CountDownLatch others) {
    return job(() -> {
      others.countDown();
      others.await();
    });
  }

  // --- jobs are done

  @Test
  @Order(1)
  @DisplayName("A workshop without hands is refused")
  @Detects(WRONG_RESULT)
  void noWorkshopWithoutHands() {
    for (int none : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Workshop(none, told::add),
          "a workshop with " + none + " hands");
    }
  }

  @Test
  @Order(2)
  @DisplayName("A job is done by a thread of the workshop, and not by whoever brings it")
  @Detects(RUN_FOR_START)
  void theHandsDoTheJobs() throws InterruptedException {
    Workshop workshop = workshop(1);
    var doneBy = new AtomicReference<Thread>();
    var done = latch(1);
    workshop.accept(
        job(() -> {
          doneBy.set(Thread.currentThread());
          done.countDown();
        }));
    done.await();
    assertNotSame(Thread.currentThread(), doneBy.get(), "the thread that did the job");
  }

  @Test
  @Order(3)
  @DisplayName("Whoever brings a job does not wait for it")
  @Detects(OVER_SYNCHRONISED)
  void acceptDoesNotWait() throws InterruptedException {
    Workshop workshop = workshop(1);
    var begun = latch(1);
    var goOn = latch(1);
    var brought = new AtomicInteger();
    crew.start(
        "customer",
        () -> {
          workshop.accept(
              job(() -> {
                begun.countDown();
                goOn.await();
              }));
          begun.await();
          for (int i = 0; i < 300; i++) {
            workshop.accept(job(goOn::await));
            brought.incrementAndGet();
          }
        });
    reachesWithAll(() -> brought.get() == 300);
    int soFar = brought.get();
    goOn.countDown();
    assertEquals(300, soFar, "jobs of 300 that were accepted while the first was under way");
    crew.join();
  }

  @Test
  @Order(4)
  @DisplayName("As many jobs are under way as there are hands")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void allHandsWork() throws InterruptedException {
    for (int number : new int[] {2, 5}) {
      Workshop workshop = workshop(number);
      assertAllWork(workshop, number, "");
    }
  }

  private void assertAllWork(Workshop workshop, int number, String when)
      throws InterruptedException {
    var together = latch(number);
    for (int i = 1; i <= number; i++) {
      workshop.accept(meets(together));
      int left = number - i;
      if (!reachesWithAll(() -> together.getCount() == left)) {
        fail(
            (number - together.getCount())
                + " jobs are under way, of "
                + i
                + " that were accepted by a workshop with "
                + number
                + " hands"
                + when);
      }
    }
  }

  @Test
  @Order(5)
  @DisplayName("Never are more jobs under way than there are hands, nor more threads used")
  @Detects(UNBOUNDED)
  void noMoreThanSoMany() throws InterruptedException {
    Workshop workshop = workshop(2);
    var goOn = latch(1);
    var underWay = new AtomicInteger();
    for (int i = 0; i < 6; i++) {
      workshop.accept(
          job(() -> {
            underWay.incrementAndGet();
            goOn.await();
            underWay.decrementAndGet();
          }));
    }
    reachesWithAll(() -> underWay.get() > 2);
    int most = underWay.get();
    goOn.countDown();
    assertTrue(most <= 2, () -> most + " jobs under way in a workshop with 2 hands");
    var done = latch(50);
    for (int i = 0; i < 50; i++) {
      workshop.accept(job(done::countDown));
    }
    done.await();
    assertTrue(hands.size() <= 2, () -> "threads that have done jobs for 2 hands: " + hands.size());
  }

  @Test
  @Order(6)
  @DisplayName("Every workshop has its own hands and its own shelf")
  @Detects(WRONG_RESULT)
  void everyWorkshopIsItsOwn() throws InterruptedException {
    Workshop one = workshop(1);
    Workshop other = workshop(1);
    var together = latch(2);
    one.accept(meets(together));
    other.accept(meets(together));
    assertTrue(
        reachesWithAll(() -> together.getCount() == 0), "two workshops work at the same time");

    var begun = latch(1);
    var goOn = latch(1);
    var doneBy = new ConcurrentLinkedQueue<Thread>();
    one.accept(
        job(() -> {
          doneBy.add(Thread.currentThread());
          begun.countDown();
          goOn.await();
        }));
    begun.await();
    one.accept(job(() -> doneBy.add(Thread.currentThread()))); // the other's hand is free
    for (Thread hand : hands) {
      ThreadWatch.settle(hand);
    }
    goOn.countDown();
    reachesWithAll(() -> doneBy.size() == 2);
    assertEquals(1, Set.copyOf(doneBy).size(), "hands that did the jobs of a workshop with one");

    one.close();
    assertAllWork(other, 1, ", when another workshop is closed");
  }

  @Test
  @Order(7)
  @DisplayName(
      "A hand without a job leaves the processor to others, and so does who awaits the end")
  @Detects(BUSY_WAIT)
  void nobodyRunsInCircles() throws InterruptedException {
    Workshop workshop = workshop(1);
    Thread owner = crew.start("owner", () -> awaitOrGoHome(workshop));
    Thread hand = handOf(workshop);
    Stance handDoes = ThreadWatch.settle(hand);
    Throwable where = ThreadWatch.whereIs(hand);
    Stance ownerDoes = ThreadWatch.settle(owner);
    Throwable whereIsOwner = ThreadWatch.whereIs(owner);
    workshop.close();
    if (handDoes == Stance.SPINNING) {
      throw new AssertionError("a hand without a job runs in circles", where);
    }
    if (ownerDoes == Stance.SPINNING) {
      throw new AssertionError("who waits for the end runs in circles", whereIsOwner);
    }
  }

  @Test
  @Order(8)
  @DisplayName("Whoever waits is told, and does not look every now and then")
  @Detects(SLEEP_FOR_SIGNAL)
  void nobodyDozes() throws InterruptedException {
    Workshop workshop = workshop(1);
    Thread owner = crew.start("owner", () -> awaitOrGoHome(workshop));
    Thread hand = handOf(workshop);
    for (Thread thread : List.of(hand, owner)) {
      if (ThreadWatch.settle(thread) == Stance.DOZING) {
        throw new AssertionError("waits with a time-out", ThreadWatch.whereIs(thread));
      }
    }
  }

  /** Returns the thread of a workshop with one hand. */
  private Thread handOf(Workshop workshop) throws InterruptedException {
    var hand = new AtomicReference<Thread>();
    var done = latch(1);
    workshop.accept(
        job(() -> {
          hand.set(Thread.currentThread());
          done.countDown();
        }));
    done.await();
    return hand.get();
  }

  @Test
  @Order(9)
  @DisplayName("One hand does the jobs in the order in which they came, each once")
  @Detects(WRONG_ORDER)
  void firstComeFirstServed() throws InterruptedException {
    Workshop workshop = workshop(1);
    var goOn = latch(1);
    var done = latch(1);
    var order = new ConcurrentLinkedQueue<Integer>();
    List<Integer> expected = new ArrayList<>();
    workshop.accept(job(goOn::await)); // so that the shelf fills up
    for (int i = 0; i < 100; i++) {
      int number = i;
      expected.add(i);
      workshop.accept(job(() -> order.add(number)));
    }
    workshop.accept(job(done::countDown));
    goOn.countDown();
    reachesWithAll(() -> order.size() >= 100 && done.getCount() == 0);
    assertEquals(expected, List.copyOf(order), "the jobs as they were done");
  }

  @Test
  @Order(10)
  @DisplayName("The same job, accepted twice, is done twice")
  @Detects(LOST_ITEM)
  void twiceIsTwice() throws InterruptedException {
    Workshop workshop = workshop(1);
    var goOn = latch(1);
    var times = new AtomicInteger();
    workshop.accept(job(goOn::await));
    Runnable winds = job(times::incrementAndGet);
    workshop.accept(winds);
    workshop.accept(winds);
    var after = latch(1);
    workshop.accept(job(after::countDown));
    goOn.countDown();
    after.await();
    assertEquals(2, times.get(), "how often a job was done that was accepted twice");
  }

  @Test
  @Order(11)
  @DisplayName("null is no job, and changes nothing")
  @Detects(WRONG_RESULT)
  @SuppressWarnings({"DataFlowIssue", "NullAway"})
  void nullIsNoJob() throws InterruptedException {
    Workshop workshop = workshop(1);
    Runnable none = null;
    assertThrows(NullPointerException.class, () -> workshop.accept(none), "accept(null)");
    assertAllWork(workshop, 1, ", after null was refused");
    assertEquals(List.of(), List.copyOf(told), "mishaps told after null was refused");
  }

  @Test
  @Order(12)
  @DisplayName("A job can bring in another, and need not wait for it")
  @Detects(DEADLOCK)
  void aJobBringsAnother() throws InterruptedException {
    Workshop workshop = workshop(1);
    var inner = latch(1);
    var outer = latch(1);
    workshop.accept(
        job(() -> {
          workshop.accept(job(inner::countDown));
          outer.countDown();
        }));
    assertTrue(
        reachesWithAll(() -> outer.getCount() == 0), "the job that brought another has ended");
    assertTrue(reachesWithAll(() -> inner.getCount() == 0), "the job that a job brought was done");
  }

  // --- jobs that fail

  @Test
  @Order(13)
  @DisplayName("A job that throws takes no hand away")
  @Detects(UNCAUGHT_EXCEPTION)
  void noHandIsLost() throws InterruptedException {
    Workshop workshop = workshop(2);
    for (Throwable thrown : mishaps()) {
      workshop.accept(job(() -> BuildAPoolTests.<RuntimeException>sneak(thrown)));
      workshop.accept(job(() -> BuildAPoolTests.<RuntimeException>sneak(thrown)));
      assertAllWork(workshop, 2, ", after two jobs have thrown " + thrown.getClass());
    }
    assertTrue(
        hands.size() <= 2,
        () -> "threads for 2 hands, after some jobs have thrown: " + hands.size());
  }

  private static List<Throwable> mishaps() {
    return List.of(
        new IllegalStateException("the spring has jumped out"),
        new IOException("no line"),
        new AssertionError("that cannot be"),
        new StackOverflowError("made up for this test"),
        new InterruptedException("made up for this test"),
        new Throwable("neither exception nor error"));
  }

  @Test
  @Order(14)
  @DisplayName("What a job throws is told once, as it is, by the hand that did the job")
  @Detects(LOST_FAILURE)
  void mishapsAreTold() throws InterruptedException {
    var tellers = new ConcurrentLinkedQueue<Thread>();
    Workshop workshop =
        workshop(
            1,
            mishap -> {
              told.add(mishap);
              tellers.add(Thread.currentThread());
            });
    List<Throwable> expected = mishaps();
    for (Throwable thrown : expected) {
      workshop.accept(() -> {
        hands.add(Thread.currentThread());
        BuildAPoolTests.<RuntimeException>sneak(thrown);
      });
    }
    var after = latch(1);
    var toldBefore = new AtomicInteger();
    workshop.accept(
        job(() -> {
          toldBefore.set(told.size());
          after.countDown();
        }));
    reachesWithAll(() -> after.getCount() == 0);
    assertEquals(expected.size(), told.size(), "mishaps told");
    int i = 0;
    for (Throwable mishap : told) {
      assertSame(expected.get(i++), mishap, "mishap number " + i);
    }
    assertEquals(expected.size(), toldBefore.get(), "mishaps told before the next job began");
    tellers.forEach(teller -> assertTrue(hands.contains(teller), "told by the hand that did it"));
  }

  @Test
  @Order(15)
  @DisplayName("A job does not begin interrupted")
  @Detects(WRONG_RESULT)
  void beginsUninterrupted() throws InterruptedException {
    Workshop workshop = workshop(1);
    var goOn = latch(1);
    var interrupted = new ConcurrentLinkedQueue<Boolean>();
    workshop.accept(job(goOn::await));
    workshop.accept(job(() -> Thread.currentThread().interrupt()));
    workshop.accept(job(() -> interrupted.add(Thread.interrupted())));
    workshop.accept(
        job(() -> {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("and then it throws as well");
        }));
    workshop.accept(job(() -> interrupted.add(Thread.interrupted())));
    goOn.countDown();
    reachesWithAll(() -> interrupted.size() == 2);
    assertTrue( // that there are two answers is for the next test to say
        !interrupted.contains(true),
        "a job began interrupted that came after one which had interrupted its thread");
  }

  @Test
  @Order(16)
  @DisplayName("A job that interrupts its own thread sends nobody home")
  @Detects(EARLY_END)
  void anInterruptOfItsOwn() throws InterruptedException {
    Workshop workshop = workshop(1);
    Thread hand = handOf(workshop);
    workshop.accept(job(() -> Thread.currentThread().interrupt()));
    ThreadWatch.settle(hand); // with nothing to do, it is back at the shelf
    assertAllWork(workshop, 1, ", after a job has interrupted its own thread");
    var goOn = latch(1);
    workshop.accept(job(goOn::await));
    workshop.accept(job(() -> Thread.currentThread().interrupt()));
    goOn.countDown();
    assertAllWork(workshop, 1, ", after a job has interrupted its own thread and others waited");
    assertEquals(Set.of(hand), hands, "threads that have done jobs for one hand");
    assertEquals(List.of(), List.copyOf(told), "mishaps told");
  }

  // --- closing time

  @Test
  @Order(17)
  @DisplayName("close() does not wait for the jobs")
  @Detects(OVER_SYNCHRONISED)
  void closeDoesNotWait() throws InterruptedException {
    Workshop workshop = workshop(1);
    var goOn = latch(1);
    var begun = latch(1);
    workshop.accept(
        job(() -> {
          begun.countDown();
          goOn.await();
        }));
    workshop.accept(job(goOn::await));
    begun.await();
    Thread owner = crew.start("owner", workshop::close);
    boolean closed = reachesWithAll(() -> !owner.isAlive());
    goOn.countDown();
    assertTrue(closed, "close() has returned, while a job is under way");
  }

  @Test
  @Order(18)
  @DisplayName("What was refused is never done")
  @Detects(NOT_CANCELLED)
  void whatIsRefusedIsNotDone() throws InterruptedException {
    Workshop workshop = workshop(1);
    var goOn = latch(1);
    workshop.accept(job(goOn::await));
    workshop.close();
    var done = new AtomicBoolean();
    try {
      workshop.accept(job(() -> done.set(true)));
      return; // that it must not be so is for the next test to say
    } catch (RuntimeException refused) {
      goOn.countDown();
    }
    reachesWithAll(done::get);
    assertTrue(!done.get(), "a job was done that had been refused");
  }

  @Test
  @Order(19)
  @DisplayName("Who comes after closing time is told so")
  @Detects(LOST_ITEM)
  void whoComesTooLateIsTold() throws InterruptedException {
    Workshop workshop = workshop(1);
    handOf(workshop);
    workshop.close();
    for (String when : List.of("close()", "close() was called twice")) {
      try {
        workshop.accept(job(() -> {}));
        fail("accept() after " + when + " returns as if the job were accepted");
      } catch (RuntimeException closed) {
        assertEquals(RejectedExecutionException.class, closed.getClass(), "accept() after " + when);
      }
      workshop.close();
    }
  }

  @Test
  @Order(20)
  @DisplayName("What was accepted before closing time is done, and nobody at work is disturbed")
  @Detects(LOST_ITEM)
  void whatIsInIsDone() throws InterruptedException {
    Workshop workshop = workshop(2);
    var goOn = latch(1);
    var begun = latch(2);
    var done = new AtomicInteger();
    for (int i = 0; i < 12; i++) {
      workshop.accept(
          job(() -> {
            begun.countDown();
            goOn.await();
            done.incrementAndGet();
          }));
      int underWay = Math.min(i + 1, 2);
      reachesWithAll(() -> begun.getCount() == 2 - underWay);
    }
    workshop.close();
    ThreadWatch.settle(hands.iterator().next()); // an interrupt would show by now
    goOn.countDown();
    reachesWithAll(() -> done.get() == 12);
    assertEquals(List.of(), List.copyOf(told), "mishaps told");
    assertEquals(12, done.get(), "jobs done, of 12 that were accepted before the workshop closed");
  }

  @Test
  @Order(21)
  @DisplayName("When all is done after closing time, every hand goes home")
  @Detects(MISSING_SENTINEL)
  void everybodyGoesHome() throws InterruptedException {
    Workshop idle = workshop(3);
    assertAllWork(idle, 3, "");
    for (Thread hand : hands) {
      ThreadWatch.settle(hand);
    }
    idle.close();
    assertTrue(
        reachesWithAll(() -> hands.stream().noneMatch(Thread::isAlive)),
        "three hands with nothing to do go home when the workshop closes");

    hands.clear();
    Workshop busy = workshop(2);
    var goOn = latch(1);
    for (int i = 0; i < 5; i++) {
      busy.accept(job(goOn::await));
    }
    reachesWithAll(() -> hands.size() == 2);
    busy.close();
    goOn.countDown();
    assertTrue(
        reachesWithAll(() -> hands.stream().noneMatch(Thread::isAlive)),
        "two hands with jobs on the shelf go home when they are done");
  }

  @Test
  @Order(22)
  @DisplayName("A job can close the workshop in which it is done")
  @Detects(DEADLOCK)
  void aJobCloses() throws InterruptedException {
    Workshop workshop = workshop(2);
    var done = new AtomicInteger();
    var goOn = latch(1);
    workshop.accept(
        job(() -> {
          goOn.await();
          workshop.close();
          done.incrementAndGet();
        }));
    workshop.accept(
        job(() -> {
          goOn.await();
          done.incrementAndGet();
        }));
    workshop.accept(job(done::incrementAndGet));
    goOn.countDown();
    assertTrue(
        reachesWithAll(() -> done.get() == 3), "three jobs are done, of which one has closed");
    assertTrue(
        reachesWithAll(() -> hands.stream().noneMatch(Thread::isAlive)),
        "the hands have gone home");
  }

  // --- the end

  @Test
  @Order(23)
  @DisplayName("The end does not come before closing time, though nothing is to be done")
  @Detects(EARLY_END)
  void noEndBeforeClosingTime() throws InterruptedException {
    Workshop workshop = workshop(1);
    Thread owner = crew.start("owner", () -> awaitOrGoHome(workshop));
    if (ThreadWatch.settle(owner) == Stance.ENDED) {
      fail("awaitEnd() returns, though the workshop has not been closed");
    }
    handOf(workshop); // and after a job
    if (ThreadWatch.settle(owner) == Stance.ENDED) {
      fail("awaitEnd() returns after the first job, though the workshop has not been closed");
    }
  }

  @Test
  @Order(24)
  @DisplayName("The end does not come before the last job is done, its mishap told")
  @Detects(MISSING_JOIN)
  void noEndBeforeTheLastJob() throws InterruptedException {
    for (int number : new int[] {1, 2}) {
      var goOn = latch(1);
      var tells = latch(1);
      Workshop workshop =
          workshop(
              number,
              _ -> {
                awaitQuietly(tells);
                told.add(new Throwable());
              });
      told.clear();
      workshop.accept(job(() -> {})); // the first to be done is not the last
      workshop.accept(
          job(() -> {
            goOn.await();
            throw new IllegalStateException("the spring has jumped out");
          }));
      workshop.close();
      var toldAtTheEnd = new AtomicInteger(-1);
      Thread owner =
          crew.start(
              "owner",
              () -> {
                awaitOrGoHome(workshop);
                toldAtTheEnd.set(told.size());
              });
      String with = " (with " + number + " hands)";
      if (ThreadWatch.settle(owner) == Stance.ENDED) {
        fail("awaitEnd() returns while a job is under way" + with);
      }
      goOn.countDown();
      if (ThreadWatch.settle(owner) == Stance.ENDED) {
        fail("awaitEnd() returns before the mishap of the last job is told" + with);
      }
      tells.countDown();
      reachesWithAll(() -> !owner.isAlive());
      assertEquals(1, toldAtTheEnd.get(), "mishaps told when awaitEnd() returns" + with);
    }
  }

  @Test
  @Order(25)
  @DisplayName("The end does not come when one hand has gone home and another is at work")
  @Detects(MISSING_JOIN)
  void noEndBeforeTheLastHand() throws InterruptedException {
    Workshop workshop = workshop(3);
    List<CountDownLatch> turns = List.of(latch(1), latch(1), latch(1));
    for (CountDownLatch turn : turns) {
      workshop.accept(job(turn::await));
    }
    reachesWithAll(() -> hands.size() == 3);
    workshop.close();
    Thread owner = crew.start("owner", () -> awaitOrGoHome(workshop));
    for (CountDownLatch turn : turns) {
      if (ThreadWatch.settle(owner) == Stance.ENDED) {
        fail("awaitEnd() returns while one of three hands is still at work");
      }
      turn.countDown();
    }
    assertTrue(
        reachesWithAll(() -> !owner.isAlive()), "awaitEnd() returns when all three are done");
  }

  @Test
  @Order(26)
  @DisplayName("Everybody who waits for the end learns of it, and who asks later, at once")
  @Detects(MISSING_SENTINEL)
  void allLearnOfTheEnd() throws InterruptedException {
    Workshop workshop = workshop(2);
    List<Thread> waiting = new ArrayList<>();
    for (String name : List.of("owner", "partner", "neighbour")) {
      waiting.add(crew.start(name, workshop::awaitEnd));
      ThreadWatch.settle(waiting.getLast());
    }
    handOf(workshop);
    workshop.close();
    assertTrue(
        reachesWithAll(() -> waiting.stream().noneMatch(Thread::isAlive)),
        "three who waited for the end have learnt of it");
    Thread late = crew.start("late", workshop::awaitEnd);
    assertTrue(reachesWithAll(() -> !late.isAlive()), "who asks after the end is told at once");
    crew.join();
  }

  @Test
  @Order(27)
  @DisplayName("The end comes to a workshop without a single job, too")
  @Detects(MISSING_SENTINEL)
  void theEndOfAnIdleDay() throws InterruptedException {
    Workshop workshop = workshop(2);
    workshop.close();
    Thread owner = crew.start("owner", workshop::awaitEnd);
    assertTrue(reachesWithAll(() -> !owner.isAlive()), "awaitEnd() returns after an idle day");
    crew.join();
  }

  @Test
  @Order(28)
  @DisplayName("Who waits for the end and is interrupted goes, and the workshop goes on")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptEndsTheWait() throws InterruptedException {
    for (boolean before : new boolean[] {false, true}) {
      Workshop workshop = workshop(1);
      var goOn = latch(1);
      workshop.accept(job(goOn::await));
      var thrown = new AtomicReference<Throwable>();
      Thread owner =
          crew.start(
              "owner",
              () -> {
                if (before) {
                  Thread.currentThread().interrupt();
                }
                try {
                  workshop.awaitEnd();
                } catch (InterruptedException | RuntimeException e) {
                  thrown.set(e);
                }
              });
      if (!before) {
        ThreadWatch.settle(owner);
        owner.interrupt();
      }
      if (ThreadWatch.settleAfterInterrupt(owner) != Stance.ENDED) {
        throw new AssertionError(
            "who waits for the end waits on, though interrupted", ThreadWatch.whereIs(owner));
      }
      if (!(thrown.get() instanceof InterruptedException)) {
        fail("awaitEnd(), interrupted, must throw an InterruptedException; " + thrown.get());
      }
      goOn.countDown();
      assertAllWork(workshop, 1, ", after somebody was interrupted who waited for the end");
      assertEquals(List.of(), List.copyOf(told), "mishaps told");
      workshop.close();
      Thread patient = crew.start("patient", workshop::awaitEnd);
      assertTrue(reachesWithAll(() -> !patient.isAlive()), "the end still comes for others");
    }
    crew.join();
  }

  @Test
  @Order(29)
  @DisplayName("When the end has come, no thread of the workshop is left")
  @Detects(THREAD_LEAK)
  void nobodyIsLeft() throws InterruptedException {
    Set<Thread> already = Thread.getAllStackTraces().keySet();
    Workshop workshop = workshop(4);
    handOf(workshop); // one job, so three hands have never done anything
    workshop.close();
    workshop.awaitEnd();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!already.contains(thread)
          && isOfTheAnswer(thread)
          && ThreadWatch.settle(thread) != Stance.ENDED) {
        throw new AssertionError(
            "a thread is left when the end has come: " + thread.getName(),
            ThreadWatch.whereIs(thread));
      }
    }
  }

  private static boolean isOfTheAnswer(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().startsWith(BuildAPoolTests.class.getPackageName())
          && !frame.getClassName().startsWith(BuildAPoolTests.class.getName())) {
        return true;
      }
    }
    return false;
  }

  private static void awaitOrGoHome(Workshop workshop) {
    try {
      workshop.awaitEnd();
    } catch (InterruptedException sentHome) {
      // The test is over.
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException sentHome) {
      Thread.currentThread().interrupt();
    }
  }
}
