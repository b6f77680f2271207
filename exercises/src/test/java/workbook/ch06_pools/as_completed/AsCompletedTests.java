package workbook.ch06_pools.as_completed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static workbook.grader.cause.Misconception.BUSY_WAIT;
import static workbook.grader.cause.Misconception.DUPLICATED_ITEM;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.SELF_DEADLOCK;
import static workbook.grader.cause.Misconception.SEQUENTIAL_IN_DISGUISE;
import static workbook.grader.cause.Misconception.SLEEP_FOR_SIGNAL;
import static workbook.grader.cause.Misconception.SWALLOWED_INTERRUPT;
import static workbook.grader.cause.Misconception.THREAD_LEAK;
import static workbook.grader.cause.Misconception.UNBOUNDED;
import static workbook.grader.cause.Misconception.WRONG_ORDER;
import static workbook.grader.cause.Misconception.WRONG_RESULT;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
 * Ordered so that each mistake meets the test that names it first: whoever counts one district
 * after the other would hang in every later test.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(FirstFailureEnds.class)
final class AsCompletedTests {
  private final Crew crew = new Crew();
  private final List<ExecutorService> pools = new ArrayList<>();
  private final List<CountDownLatch> latches = new ArrayList<>();
  private final Set<Thread> helperThreads = ConcurrentHashMap.newKeySet();

  /** Helpers and announcers: while none of them moves, nothing will come any more. */
  private final Set<Thread> everybody = ConcurrentHashMap.newKeySet();

  @AfterEach
  void endTheNight() {
    latches.forEach(latch -> {
      while (latch.getCount() > 0) {
        latch.countDown();
      }
    });
    crew.dismiss();
    pools.forEach(ExecutorService::shutdownNow);
  }

  /** A district whose equals says nothing about whether it is the same. */
  private record Ward(String name, Counting counting) implements District {
    private interface Counting {
      int count() throws Exception;
    }

    @Override
    public int count() throws Exception {
      return counting.count();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Ward ward && ward.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  private static Ward ward(String name, int votes) {
    return new Ward(name, () -> votes);
  }

  private static Ward failing(String name, Throwable thrown) {
    return new Ward(
        name,
        () -> {
          AsCompletedTests.<Exception>sneak(thrown);
          return 0;
        });
  }

  @SuppressWarnings("unchecked") // so that a count can throw what it does not declare
  private static <E extends Throwable> void sneak(Throwable thrown) throws E {
    throw (E) thrown;
  }

  private ExecutorService helpers(int threads) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, this::helper);
    pools.add(pool);
    return pool;
  }

  private Thread helper(Runnable work) {
    var thread = new Thread(work, "helper " + (helperThreads.size() + 1));
    thread.setDaemon(true);
    helperThreads.add(thread);
    everybody.add(thread);
    return thread;
  }

  private CountDownLatch latch(int count) {
    var latch = new CountDownLatch(count);
    latches.add(latch);
    return latch;
  }

  /** What has been heard on the radio so far, by any thread. */
  private static final class Radio implements Consumer<Report> {
    final ConcurrentLinkedQueue<Report> heard = new ConcurrentLinkedQueue<>();
    final Set<Thread> voices = ConcurrentHashMap.newKeySet();

    @Override
    public void accept(Report report) {
      voices.add(Thread.currentThread());
      heard.add(report);
    }

    List<String> names() {
      return heard.stream().map(r -> ((Ward) r.district()).name).toList();
    }
  }

  private Thread announcer(List<District> districts, ExecutorService helpers, Consumer<Report> to) {
    return announcer(new ElectionNight(), districts, helpers, to);
  }

  private Thread announcer(
      ElectionNight night, List<District> districts, ExecutorService helpers, Consumer<Report> to) {
    Thread announcer =
        crew.start(
            "announcer",
            () -> {
              try {
                night.announce(districts, helpers, to);
              } catch (InterruptedException sentHome) {
                // The test is over.
              }
            });
    everybody.add(announcer);
    return announcer;
  }

  // --- what comes of it

  @Test
  @Order(1)
  @DisplayName("One district is counted and announced; without districts nothing is")
  @Detects(WRONG_RESULT)
  void oneDistrict() throws InterruptedException {
    var radio = new Radio();
    Ward small = ward("Aix", 12);
    new ElectionNight().announce(List.of(small), helpers(2), radio);
    assertEquals(List.of(new Report.Counted(small, 12)), List.copyOf(radio.heard), "reports");
    new ElectionNight().announce(List.of(), helpers(1), radio);
    assertEquals(1, radio.heard.size(), "reports after a night without districts");
  }

  @Test
  @Order(2)
  @DisplayName("One helper is enough for any number of districts")
  @Detects(SELF_DEADLOCK)
  void oneHelperIsEnough() throws InterruptedException {
    var radio = new Radio();
    List<District> districts = List.of(ward("Aix", 1), ward("Bonn", 2), ward("Cork", 3));
    Thread announcer = announcer(districts, helpers(1), radio);
    if (!ThreadWatch.reaches(() -> !announcer.isAlive(), everybody)) {
      throw new AssertionError(
          "one helper, three districts: the night has no end", ThreadWatch.whereIs(announcer));
    }
    crew.join();
    assertEquals(Set.of("Aix", "Bonn", "Cork"), Set.copyOf(radio.names()), "districts announced");
  }

  @Test
  @Order(3)
  @DisplayName("As many districts are counted side by side as there are helpers")
  @Detects(SEQUENTIAL_IN_DISGUISE)
  void countedSideBySide() throws InterruptedException {
    var underWay = latch(3);
    Ward.Counting meets =
        () -> {
          underWay.countDown();
          underWay.await();
          return 1;
        };
    var radio = new Radio();
    List<District> districts =
        List.of(new Ward("Aix", meets), new Ward("Bonn", meets), new Ward("Cork", meets));
    Thread announcer = announcer(districts, helpers(3), radio);
    ThreadWatch.reaches(() -> !announcer.isAlive(), everybody);
    if (underWay.getCount() > 0) {
      fail(
          "three helpers, three districts, and only "
              + (3 - underWay.getCount())
              + " of them counted at the same time");
    }
  }

  @Test
  @Order(4)
  @DisplayName("The counting is done by the pool's threads, and by as many as it has")
  @Detects(UNBOUNDED)
  void thePoolDoesTheCounting() throws InterruptedException {
    var counters = ConcurrentHashMap.<Thread>newKeySet();
    var atOnce = new AtomicInteger();
    var most = new AtomicInteger();
    List<District> districts = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      districts.add(
          new Ward(
              "ward " + i,
              () -> {
                counters.add(Thread.currentThread());
                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                Thread.yield();
                atOnce.decrementAndGet();
                return 1;
              }));
    }
    new ElectionNight().announce(districts, helpers(2), new Radio());
    counters.removeAll(helperThreads);
    assertEquals(Set.of(), counters, "threads that have counted and are no helpers");
    assertTrue(most.get() <= 2, () -> most.get() + " counts at once in a pool of 2 threads");
  }

  @Test
  @Order(5)
  @DisplayName("Whoever waits for a report leaves the processor to others")
  @Detects(BUSY_WAIT)
  void nobodyRunsInCircles() throws InterruptedException {
    var goOn = latch(1);
    Thread announcer = announcer(List.of(waitsFor("Aix", goOn)), helpers(1), new Radio());
    Stance stance = ThreadWatch.settle(announcer);
    Throwable where = ThreadWatch.whereIs(announcer);
    goOn.countDown();
    if (stance == Stance.SPINNING) {
      throw new AssertionError("the announcer runs in circles", where);
    }
  }

  @Test
  @Order(6)
  @DisplayName("Whoever waits for a report is told, and does not look every now and then")
  @Detects(SLEEP_FOR_SIGNAL)
  void nobodyDozes() throws InterruptedException {
    var goOn = latch(1);
    Thread announcer = announcer(List.of(waitsFor("Aix", goOn)), helpers(1), new Radio());
    if (ThreadWatch.settle(announcer) == Stance.DOZING) {
      throw new AssertionError(
          "the announcer waits with a time-out", ThreadWatch.whereIs(announcer));
    }
  }

  // --- failures, and who tells them

  @Test
  @Order(7)
  @DisplayName("If all fail, all are announced")
  @Detects(LOST_FAILURE)
  void allFail() throws InterruptedException {
    List<District> districts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      districts.add(failing("ward " + i, new IllegalStateException("no. " + i)));
    }
    var radio = new Radio();
    Thread announcer = announcer(districts, helpers(1), radio);
    ThreadWatch.reaches(() -> !announcer.isAlive(), everybody);
    assertEquals(5, radio.heard.size(), "reports of five districts that all fail");
    crew.join();
  }

  @Test
  @Order(8)
  @DisplayName("Whatever a count throws is announced, as it is, and the others as ever")
  @Detects(LOST_FAILURE)
  void failuresAreTold() throws InterruptedException {
    for (Throwable thrown :
        List.of(
            new IllegalStateException("the boxes have burst"),
            new IOException("no line"),
            new AssertionError("miscounted"),
            new StackOverflowError("made up for this test"),
            new InterruptedException("called away"),
            new ExecutionException(new IOException("inside")),
            new CompletionException(new IOException("inside")),
            new java.util.concurrent.CancellationException("called off"),
            new Throwable("neither exception nor error"))) {
      District unlucky = failing("Aix", thrown);
      District lucky = ward("Bonn", 2);
      var radio = new Radio();
      Thread announcer = announcer(List.of(unlucky, lucky), helpers(1), radio);
      ThreadWatch.reaches(() -> !announcer.isAlive(), everybody);
      String when = ", when one of two throws " + thrown.getClass().getSimpleName();
      assertEquals(2, radio.heard.size(), "reports" + when);
      for (Report report : radio.heard) {
        switch (report) {
          case Report.Counted(District district, _) ->
              assertSame(lucky, district, "the district that is counted" + when);
          case Report.Failed(District district, Throwable cause) -> {
            assertSame(unlucky, district, "the district that failed" + when);
            assertSame(thrown, cause, "the cause in its report" + when);
          }
        }
      }
      crew.join();
    }
  }

  @Test
  @Order(9)
  @DisplayName("A district that fails is not counted again")
  @Detects(DUPLICATED_ITEM)
  void noSecondCount() throws InterruptedException {
    var times = new AtomicInteger();
    District unlucky =
        new Ward(
            "Aix",
            () -> {
              times.incrementAndGet();
              throw new IllegalStateException("the boxes have burst");
            });
    announcer(List.of(unlucky), helpers(1), new Radio());
    crew.join();
    assertEquals(1, times.get(), "how often a district was counted that failed");
  }

  @Test
  @Order(10)
  @DisplayName("The radio is used only by the thread that announces")
  @Detects(WRONG_RESULT)
  void oneVoice() throws InterruptedException {
    var radio = new Radio();
    List<District> districts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      districts.add(ward("ward " + i, i));
    }
    new ElectionNight().announce(districts, helpers(1), radio);
    assertEquals(Set.of(Thread.currentThread()), radio.voices, "threads that used the radio");
    assertEquals(20, radio.heard.size(), "reports when announce() has returned");
  }

  // --- in which order, and when

  @Test
  @Order(11)
  @DisplayName("A report is announced as soon as it is there")
  @Detects(OVER_SYNCHRONISED)
  void announcedAtOnce() throws InterruptedException {
    var goOn = latch(1);
    var radio = new Radio();
    Thread announcer =
        announcer(List.of(ward("Aix", 1), waitsFor("Bonn", goOn)), helpers(1), radio);
    if (!ThreadWatch.reaches(() -> !radio.heard.isEmpty(), everybody)) {
      fail("the first district is done, the second still counts, and nothing is announced");
    }
    goOn.countDown();
    crew.join();
    assertEquals(List.of("Aix", "Bonn"), radio.names(), "the districts as they were announced");
  }

  @Test
  @Order(12)
  @DisplayName("Who is done first is announced first, whatever the register says")
  @Detects(WRONG_ORDER)
  void announcedAsTheyEnd() throws InterruptedException {
    var turns = List.of(latch(1), latch(1), latch(1));
    List<District> districts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      districts.add(waitsFor("ward " + i, turns.get(i)));
    }
    var radio = new Radio();
    Thread announcer = announcer(districts, helpers(3), radio);
    List<String> expected = new ArrayList<>();
    for (int next : new int[] {1, 2, 0}) {
      expected.add("ward " + next);
      turns.get(next).countDown();
      ThreadWatch.reaches(() -> radio.heard.size() == expected.size(), everybody);
      assertEquals(expected, radio.names(), "announced so far, after ward " + next + " was done");
    }
    crew.join();
  }

  @Test
  @Order(13)
  @DisplayName("While the radio is slow, the reports queue up in the order in which they came")
  @Detects(WRONG_ORDER)
  void slowRadioKeepsTheOrder() throws InterruptedException {
    Map<District, CountDownLatch> turns = Collections.synchronizedMap(new IdentityHashMap<>());
    List<District> districts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      var turn = latch(1);
      District district = waitsFor("ward " + i, turn);
      turns.put(district, turn);
      districts.add(district);
    }
    var free = new AtomicInteger(); // helpers who have come back from a task
    var pool =
        new ThreadPoolExecutor(4, 4, 1, TimeUnit.HOURS, new LinkedBlockingQueue<>(), this::helper) {
          @Override
          protected void afterExecute(Runnable task, Throwable thrown) {
            free.incrementAndGet();
          }
        };
    pools.add(pool);
    var radioGoesOn = latch(1);
    var radio = new Radio();
    Thread announcer =
        announcer(
            districts,
            pool,
            report -> {
              radio.accept(report);
              awaitQuietly(radioGoesOn);
            });
    List<String> expected = new ArrayList<>();
    int done = 0;
    for (int next : new int[] {1, 3, 0, 2}) {
      expected.add("ward " + next);
      turns.get(districts.get(next)).countDown();
      int wanted = ++done;
      if (!ThreadWatch.reaches(() -> free.get() >= wanted && !radio.heard.isEmpty(), everybody)) {
        break; // the helpers are held up: the next test is about that
      }
    }
    radioGoesOn.countDown();
    if (done == 4) {
      crew.join();
      assertEquals(expected, radio.names(), "the districts as they were announced");
    }
  }

  @Test
  @Order(14)
  @DisplayName("However slow the radio is, the counting goes on")
  @Detects(OVER_SYNCHRONISED)
  void slowRadioHoldsUpNobody() throws InterruptedException {
    var counted = new AtomicInteger();
    List<District> districts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      districts.add(new Ward("ward " + i, counted::incrementAndGet));
    }
    var radioGoesOn = latch(1);
    Thread announcer = announcer(districts, helpers(1), _ -> awaitQuietly(radioGoesOn));
    ThreadWatch.reaches(() -> counted.get() == 40, everybody);
    int soFar = counted.get();
    radioGoesOn.countDown();
    assertEquals(40, soFar, "districts counted of 40, while the radio has the first report");
    crew.join();
  }

  @Test
  @Order(15)
  @DisplayName("While a report is announced, nothing of the announcer's occupies a helper")
  @Detects(OVER_SYNCHRONISED)
  void helpersAreFreeAfterTheCount() throws InterruptedException {
    var radioGoesOn = latch(1);
    ExecutorService helpers = helpers(1);
    Thread announcer = announcer(List.of(ward("Aix", 1)), helpers, _ -> awaitQuietly(radioGoesOn));
    ThreadWatch.settle(announcer);
    var strangerIsServed = latch(1);
    helpers.execute(strangerIsServed::countDown);
    boolean served = ThreadWatch.reaches(() -> strangerIsServed.getCount() == 0, everybody);
    radioGoesOn.countDown();
    assertTrue(served, "the only helper is free while the radio has the last report");
    crew.join();
  }

  // --- every district, once

  @Test
  @Order(16)
  @DisplayName("Each of many districts is announced, and counted, once")
  @Detects(LOST_ITEM)
  void everyDistrictOnce() throws InterruptedException {
    Map<District, AtomicInteger> counted = Collections.synchronizedMap(new IdentityHashMap<>());
    List<District> districts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int votes = i;
      var times = new AtomicInteger();
      Ward ward =
          new Ward(
              "ward " + i,
              () -> {
                times.incrementAndGet();
                if (votes % 7 == 3) {
                  throw new IOException("no line");
                }
                return votes;
              });
      counted.put(ward, times);
      districts.add(ward);
    }
    var radio = new Radio();
    new ElectionNight().announce(districts, helpers(1), radio);
    Map<District, Report> heard = new IdentityHashMap<>();
    for (Report report : radio.heard) {
      if (heard.put(report.district(), report) != null) {
        fail(report.district() + " is announced twice");
      }
    }
    for (int i = 0; i < 200; i++) {
      Report report = heard.get(districts.get(i));
      if (report == null) {
        fail("nobody announces ward " + i);
      }
      switch (report) {
        case Report.Counted(_, int votes) -> assertEquals(i, votes, "votes of ward " + i);
        case Report.Failed(_, Throwable cause) -> {
          assertEquals(3, i % 7, "ward " + i + " failed by " + cause);
          assertEquals(IOException.class, cause.getClass(), "why ward " + i + " failed");
        }
      }
    }
    assertEquals(200, heard.size(), "districts announced");
    counted.forEach((ward, times) ->
        assertTrue(times.get() == 1, () -> ward + " was counted " + times + " times"));
  }

  @Test
  @Order(17)
  @DisplayName("Two districts of the same name are two, and each report is about its own")
  @Detects(LOST_ITEM)
  void equalDistrictsAreTwo() throws InterruptedException {
    District one = ward("Newport", 1);
    District other = ward("Newport", 20);
    District broken = failing("Newport", new IllegalStateException());
    var radio = new Radio();
    Thread announcer = announcer(List.of(one, other, broken), helpers(1), radio);
    ThreadWatch.reaches(() -> !announcer.isAlive(), everybody);
    assertEquals(3, radio.heard.size(), "reports from three districts of the same name");
    for (Report report : radio.heard) {
      switch (report) {
        case Report.Counted(District district, int votes) ->
            assertSame(votes == 1 ? one : other, district, "the district with votes: " + votes);
        case Report.Failed(District district, _) ->
            assertSame(broken, district, "the district that failed");
      }
    }
    crew.join();
  }

  @Test
  @Order(18)
  @DisplayName("The same district twice in the list is announced twice")
  @Detects(LOST_ITEM)
  void oneDistrictTwice() throws InterruptedException {
    District one = ward("Aix", 1);
    var radio = new Radio();
    Thread announcer = announcer(List.of(one, one), helpers(1), radio);
    ThreadWatch.reaches(() -> !announcer.isAlive(), everybody);
    assertEquals(
        List.of(new Report.Counted(one, 1), new Report.Counted(one, 1)),
        List.copyOf(radio.heard),
        "reports");
    crew.join();
  }

  // --- the announcer, the radio and the pool

  @Test
  @Order(19)
  @DisplayName("What the radio throws reaches the caller, and the radio hears no more")
  @Detects(LOST_FAILURE)
  void theRadioThrows() throws InterruptedException {
    var noise = new IllegalStateException("noise");
    var calls = new AtomicInteger();
    var thrown = new AtomicReference<Throwable>();
    ExecutorService helpers = helpers(1);
    crew.start(
        "announcer",
        () -> {
          try {
            new ElectionNight()
                .announce(
                    List.of(ward("Aix", 1), failing("Bonn", new IOException()), ward("Cork", 3)),
                    helpers,
                    _ -> {
                      calls.incrementAndGet();
                      throw noise;
                    });
          } catch (IllegalStateException e) {
            thrown.set(e);
          }
        });
    crew.join();
    assertSame(noise, thrown.get(), "what announce() throws when the radio throws");
    assertEquals(1, calls.get(), "calls of a radio that throws at the first");
  }

  @Test
  @Order(20)
  @DisplayName("The pool can be used after the night")
  @Detects(WRONG_RESULT)
  void thePoolGoesOn() throws InterruptedException {
    ExecutorService helpers = helpers(1);
    var night = new ElectionNight();
    for (int i = 0; i < 3; i++) {
      var radio = new Radio();
      assertFalse(helpers.isShutdown(), "whether the pool is shut down before night " + i);
      night.announce(List.of(ward("Aix", i)), helpers, radio);
      assertEquals(1, radio.heard.size(), "reports in night " + i);
    }
    assertFalse(helpers.isShutdown(), "whether the pool is shut down in the end");
  }

  @Test
  @Order(21)
  @DisplayName("Two nights at the same time do not mix up their reports")
  @Detects(LOST_ITEM)
  void twoNights() throws InterruptedException {
    var night = new ElectionNight();
    ExecutorService helpers = helpers(4);
    List<CountDownLatch> turns = List.of(latch(1), latch(1));
    List<Radio> radios = List.of(new Radio(), new Radio());
    for (int i = 0; i < 2; i++) {
      List<District> districts = List.of(waitsFor("ward " + i, turns.get(i)));
      ThreadWatch.settle(announcer(night, districts, helpers, radios.get(i)));
    }
    for (int i = 1; i >= 0; i--) { // who has waited longer is served later
      int mine = i;
      turns.get(i).countDown();
      ThreadWatch.reaches(() -> !radios.get(mine).heard.isEmpty(), everybody);
      assertEquals(List.of("ward " + i), radios.get(i).names(), "announced in night " + i);
    }
    crew.join();
  }

  @Test
  @Order(22)
  @DisplayName("An announcer who is called away goes at once, and says nothing more")
  @Detects(SWALLOWED_INTERRUPT)
  void anInterruptEndsTheNight() throws InterruptedException {
    for (boolean before : new boolean[] {false, true}) {
      var goOn = latch(1);
      var thrown = new AtomicReference<Throwable>();
      var radio = new Radio();
      ExecutorService helpers = helpers(1);
      Thread announcer =
          crew.start(
              "announcer",
              () -> {
                if (before) {
                  Thread.currentThread().interrupt();
                }
                try {
                  new ElectionNight().announce(List.of(waitsFor("Aix", goOn)), helpers, radio);
                } catch (InterruptedException | RuntimeException e) {
                  thrown.set(e);
                }
              });
      if (!before) {
        ThreadWatch.settle(announcer);
        announcer.interrupt();
      }
      String when = before ? "interrupted before the wait" : "interrupted while waiting";
      if (ThreadWatch.settleAfterInterrupt(announcer) != Stance.ENDED) {
        throw new AssertionError(
            "the announcer, " + when + ", waits on", ThreadWatch.whereIs(announcer));
      }
      if (!(thrown.get() instanceof InterruptedException)) {
        fail("announce(), " + when + ", must throw an InterruptedException; " + thrown.get());
      }
      goOn.countDown();
      helpers.shutdown();
      assertTrue(helpers.awaitTermination(30, TimeUnit.SECONDS), "the helpers come to an end");
      assertEquals(List.of(), radio.names(), "announced after the announcer has gone");
    }
  }

  @Test
  @Order(23)
  @DisplayName("When the night is over, no thread is left but the pool's")
  @Detects(THREAD_LEAK)
  void nobodyIsLeft() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    var radio = new Radio();
    new ElectionNight().announce(List.of(ward("Aix", 1), ward("Bonn", 2)), helpers(2), radio);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread)
          && !helperThreads.contains(thread)
          && isOfTheAnswer(thread)
          && ThreadWatch.settle(thread) == Stance.WAITING) {
        throw new AssertionError(
            "a thread is left when the night is over: " + thread.getName(),
            ThreadWatch.whereIs(thread));
      }
    }
  }

  private static boolean isOfTheAnswer(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().startsWith(ElectionNight.class.getName())) {
        return true;
      }
    }
    return false;
  }

  // --- the cast

  private static Ward waitsFor(String name, CountDownLatch latch) {
    return new Ward(
        name,
        () -> {
          latch.await();
          return 1;
        });
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException sentHome) {
      Thread.currentThread().interrupt();
    }
  }
}
