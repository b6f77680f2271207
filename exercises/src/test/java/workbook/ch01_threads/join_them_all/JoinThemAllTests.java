package workbook.ch01_threads.join_them_all;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.MISSING_JOIN;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.RUN_FOR_START;
import static workbook.grader.cause.Misconception.SEQUENTIAL_IN_DISGUISE;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.THREAD_LEAK;
import static workbook.grader.cause.Misconception.WRONG_ORDER;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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

/** Holds up one volunteer or another, and looks at what the coordinator does meanwhile. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class JoinThemAllTests {
  private static final int ROOSTS = 5;

  /** More than anybody gives threads to a pool, whatever the machine. */
  private static final int MANY_ROOSTS = 1_100;

  private final Crew crew = new Crew();
  private final CountDownLatch lastBat = new CountDownLatch(1);
  private final Set<Thread> volunteers = ConcurrentHashMap.newKeySet();

  @AfterEach
  void sendEverybodyHome() {
    lastBat.countDown();
    crew.dismiss();
  }

  @Test
  @Order(1)
  @DisplayName("Each roost is counted once, and not by whoever called countAll")
  @Detects(RUN_FOR_START)
  void volunteersCount() throws InterruptedException {
    var counted = new AtomicInteger();
    Coordinator ann =
        coordinator(
            roosts(
                ROOSTS,
                i -> {
                  volunteers.add(Thread.currentThread());
                  counted.incrementAndGet();
                  return 0;
                }));
    crew.join();
    if (volunteers.contains(ann.thread)) {
      fail("a roost is counted in the thread that called countAll, and in no thread of its own");
    }
    assertTrue(counted.get() <= ROOSTS, "a roost is counted more than once");
  }

  @Test
  @Order(2)
  @DisplayName("While it waits, countAll leaves the processor to others")
  @Detects(BUSY_WAIT)
  void waitingIsSleeping() throws InterruptedException {
    for (int late : new int[] {0, ROOSTS - 1}) {
      Coordinator ann = coordinator(heldUpAt(late));
      Stance stance = ThreadWatch.settle(ann.thread);
      if (stance == Stance.SPINNING || stance == Stance.DOZING) {
        throw new AssertionError(
            "countAll asks again and again whether the volunteers are back",
            ThreadWatch.whereIs(ann.thread));
      }
    }
    lastBat.countDown();
    crew.join();
  }

  @Test
  @Order(3)
  @DisplayName("All volunteers are out at the same time")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void allCountAtOnce() throws InterruptedException {
    for (int count : new int[] {2, 3, MANY_ROOSTS}) {
      var out = new CountDownLatch(count);
      var goOn = new CountDownLatch(1);
      Coordinator ann =
          coordinator(
              roosts(
                  count,
                  i -> {
                    out.countDown();
                    awaitQuietly(goOn);
                    return i;
                  }));
      boolean all = ThreadWatch.reachesWithAll(() -> out.getCount() == 0);
      Throwable where = ThreadWatch.whereIs(ann.thread);
      goOn.countDown();
      if (!all) {
        throw new AssertionError(
            "of "
                + count
                + " volunteers, "
                + (count - out.getCount())
                + " are out; the next waits until one of them is back",
            where);
      }
      crew.join();
    }
  }

  @Test
  @Order(4)
  @DisplayName("Whoever is the last to come back is waited for")
  @Detects(MISSING_JOIN)
  void everybodyIsWaitedFor() throws InterruptedException {
    for (int late = 0; late < ROOSTS; late++) {
      var goOn = new CountDownLatch(1);
      int heldUp = late;
      Coordinator ann =
          coordinator(
              roosts(
                  ROOSTS,
                  i -> {
                    if (i == heldUp) {
                      awaitQuietly(goOn);
                    }
                    return 10 + i;
                  }));
      Stance stance = ThreadWatch.settle(ann.thread);
      int[] tooEarly = ann.bats;
      goOn.countDown();
      if (stance == Stance.ENDED && tooEarly != null) {
        fail(
            "countAll of "
                + ROOSTS
                + " roosts returns "
                + Arrays.toString(tooEarly)
                + " while number "
                + late
                + " is still being counted");
      }
      crew.join();
      int[] figures = ann.bats.clone();
      Arrays.sort(figures); // whether each is in its place is for the next test
      assertArrayEquals(
          new int[] {10, 11, 12, 13, 14},
          figures,
          "the figures when volunteer " + late + " was the last to come back");
    }
  }

  @Test
  @Order(5)
  @DisplayName("Every figure is in its roost's place, in whatever order the volunteers come back")
  @Detects(WRONG_ORDER)
  void figuresAreInTheirPlaces() throws InterruptedException {
    int last = ROOSTS - 1;
    var threads = new Thread[ROOSTS];
    var counted = IntStream.range(0, ROOSTS).mapToObj(i -> new CountDownLatch(1)).toList();
    Coordinator ann =
        coordinator(
            roosts(
                ROOSTS,
                i -> {
                  threads[i] = Thread.currentThread();
                  if (i < last) {
                    awaitQuietly(counted.get(i + 1));
                    settleQuietly(threads[i + 1]); // it has also written its figure down
                  }
                  counted.get(i).countDown();
                  return 10 + i;
                }));
    crew.join();
    assertArrayEquals(
        new int[] {10, 11, 12, 13, 14},
        ann.bats,
        "the figures of five roosts, when the volunteers come back last one first");
  }

  @Test
  @Order(6)
  @DisplayName("Without roosts there are no figures, and with one roost there is one")
  @Detects(WRONG_RESULT)
  void smallTowns() throws InterruptedException {
    assertArrayEquals(new int[0], BatCensus.countAll(List.of()), "the figures of no roosts");
    assertArrayEquals(new int[] {3}, BatCensus.countAll(List.of(() -> 3)), "the figures of one");
    assertArrayEquals(
        new int[] {0, 4}, BatCensus.countAll(List.of(() -> 0, () -> 4)), "the figures of two");
  }

  @Test
  @Order(7)
  @DisplayName("After countAll, all its threads come to their end")
  @Detects(THREAD_LEAK)
  void nobodyIsLeftBehind() throws InterruptedException {
    coordinator(
        roosts(
            ROOSTS,
            i -> {
              volunteers.add(Thread.currentThread());
              return i;
            }));
    crew.join();
    for (Thread volunteer : volunteers) {
      if (ThreadWatch.settle(volunteer) != Stance.ENDED) {
        throw new AssertionError(
            "countAll has returned, and a thread that counted for it has not ended",
            ThreadWatch.whereIs(volunteer));
      }
    }
  }

  @Test
  @Order(8)
  @DisplayName("One evening knows nothing of another, not even of one at the same time")
  @Detects(OVER_SYNCHRONISED)
  void everyEveningIsANewOne() throws InterruptedException {
    Coordinator ann = coordinator(heldUpAt(0));
    ThreadWatch.settle(ann.thread);
    Coordinator bob = coordinator(roosts(2, i -> 20 + i));
    boolean back = ThreadWatch.reachesWithAll(() -> bob.bats != null);
    Throwable where = ThreadWatch.whereIs(bob.thread);
    lastBat.countDown();
    if (!back) {
      throw new AssertionError(
          "all volunteers of one call are back, and it does not return: another call's are not",
          where);
    }
    crew.join();
    assertArrayEquals(new int[] {20, 21}, bob.bats, "the figures of the call that was over first");
    assertArrayEquals(new int[] {10, 11, 12, 13, 14}, ann.bats, "the figures of the other call");
    Coordinator cid = coordinator(roosts(3, i -> 30 + i));
    crew.join();
    assertArrayEquals(new int[] {30, 31, 32}, cid.bats, "the figures of a call after those two");
  }

  @Test
  @Order(9)
  @DisplayName("An interrupt is not forgotten, and makes no gaps in the list")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptIsKept() throws InterruptedException {
    for (int late : new int[] {0, ROOSTS - 1}) {
      var goOn = new CountDownLatch(1);
      Coordinator ann =
          coordinator(
              roosts(
                  ROOSTS,
                  i -> {
                    if (i == late) {
                      awaitWhateverHappens(goOn);
                    }
                    return 10 + i;
                  }));
      ThreadWatch.settle(ann.thread);
      ann.thread.interrupt();
      Stance stance = ThreadWatch.settleAfterInterrupt(ann.thread);
      int[] tooEarly = ann.bats;
      goOn.countDown();
      if (tooEarly != null) {
        fail(
            "countAll is interrupted while number "
                + late
                + " is still being counted, and returns "
                + Arrays.toString(tooEarly));
      }
      if (stance == Stance.SPINNING) {
        fail("countAll is interrupted, and runs in circles from then on");
      }
      crew.join();
      if (ann.bats == null) {
        assertTrue(ann.thrown, "countAll ended neither by a result nor by an exception");
        continue;
      }
      assertArrayEquals(
          new int[] {10, 11, 12, 13, 14}, ann.bats, "what countAll returned after an interrupt");
      if (!ann.interrupted) {
        fail(
            "countAll was interrupted while it waited, and nobody can tell: it neither throws"
                + " InterruptedException nor leaves the interrupt status set");
      }
    }
  }

  // --- the cast

  /** Whoever calls countAll; what comes of it may be read once its thread has ended. */
  private static final class Coordinator {
    private Thread thread;
    private volatile int[] bats;
    private volatile boolean interrupted;
    private volatile boolean thrown;
  }

  private Coordinator coordinator(List<Roost> roosts) {
    var coordinator = new Coordinator();
    coordinator.thread =
        crew.start(
            "coordinator",
            () -> {
              try {
                int[] bats = BatCensus.countAll(roosts);
                coordinator.interrupted = Thread.currentThread().isInterrupted();
                coordinator.bats = bats;
              } catch (InterruptedException told) {
                coordinator.thrown = true;
              }
            });
    return coordinator;
  }

  /** What a volunteer counts at a roost of that number. */
  private interface Counting {
    int at(int roost);
  }

  private static List<Roost> roosts(int count, Counting counting) {
    List<Roost> roosts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int number = i;
      roosts.add(() -> counting.at(number));
    }
    return List.copyOf(roosts);
  }

  /** Five roosts with 10, 11, 12, 13 and 14 bats, one of which takes until the last bat is out. */
  private List<Roost> heldUpAt(int late) {
    return roosts(
        ROOSTS,
        i -> {
          if (i == late) {
            awaitQuietly(lastBat);
          }
          return 10 + i;
        });
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
      assertTrue(latch.await(Crew.PATIENCE.toSeconds(), TimeUnit.SECONDS), "the last bat is out");
    } catch (InterruptedException sentHome) {
      Thread.currentThread().interrupt();
    }
  }

  private static void settleQuietly(Thread thread) {
    try {
      ThreadWatch.settle(thread);
    } catch (InterruptedException sentHome) {
      Thread.currentThread().interrupt();
    }
  }
}
