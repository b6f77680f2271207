package workbook.ch06_pools.as_completed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.UNSAFE_PUBLICATION;
import static workbook.grader.cause.Misconception.WRONG_ORDER;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** One or two helpers and the announcer, under every schedule. */
final class AsCompletedScenarios {

  @Scenario("Two helpers, two districts: each is announced once")
  @Detects(LOST_ITEM)
  void twoDistricts() throws InterruptedException {
    ExecutorService helpers = Executors.newFixedThreadPool(2);
    District small = () -> 1;
    District large = () -> 20;
    List<Report> heard = new ArrayList<>();
    new ElectionNight().announce(List.of(small, large), helpers, heard::add);
    helpers.shutdown();
    assertEquals(2, heard.size(), "reports");
    assertTrue(heard.contains(new Report.Counted(small, 1)), () -> "small: 1 is not in " + heard);
    assertTrue(heard.contains(new Report.Counted(large, 20)), () -> "large: 20 not in " + heard);
  }

  @Scenario("One helper does one district after the other: so they are announced")
  @Detects(WRONG_ORDER)
  void oneHelperHasAnOrder() throws InterruptedException {
    ExecutorService helpers = Executors.newFixedThreadPool(1);
    var done = new AtomicReferenceArray<District>(2);
    District[] districts = new District[2];
    for (int i = 0; i < 2; i++) {
      int me = i;
      districts[i] =
          () -> {
            int place = done.compareAndSet(0, null, districts[me]) ? 0 : 1;
            done.set(place, districts[me]);
            return 1;
          };
    }
    List<Report> heard = new ArrayList<>();
    new ElectionNight().announce(List.of(districts), helpers, heard::add);
    helpers.shutdown();
    assertEquals(2, heard.size(), "reports");
    for (int i = 0; i < 2; i++) {
      assertSame(done.get(i), heard.get(i).district(), "announced as number " + (i + 1));
    }
  }

  @Scenario("The second district ends before the first, and is announced before it")
  @Detects(WRONG_ORDER)
  void theSecondIsDoneFirst() throws InterruptedException {
    ExecutorService helpers = Executors.newFixedThreadPool(2);
    var announced = new CountDownLatch(1);
    District slow =
        () -> {
          announced.await();
          return 20;
        };
    District quick = () -> 1;
    List<District> heard = new ArrayList<>();
    new ElectionNight()
        .announce(
            List.of(slow, quick),
            helpers,
            report -> {
              heard.add(report.district());
              announced.countDown();
            });
    helpers.shutdown();
    assertEquals(List.of(quick, slow), heard, "the districts as they were announced");
  }

  @Scenario("One of three is done, and its helper does another: it is announced before the third")
  @Detects(WRONG_ORDER)
  void whoIsDoneComesBefore() throws InterruptedException {
    ExecutorService helpers = Executors.newFixedThreadPool(2);
    var othersDone = new CountDownLatch(2);
    var first = new AtomicReference<District>();
    var counters = new AtomicReferenceArray<Thread>(2);
    District slow =
        () -> {
          othersDone.await();
          return 20;
        };
    District[] quick = new District[2];
    for (int i = 0; i < 2; i++) {
      int me = i;
      quick[i] =
          () -> {
            counters.set(me, Thread.currentThread());
            first.compareAndSet(null, quick[me]);
            othersDone.countDown();
            return 1;
          };
    }
    List<District> heard = new ArrayList<>();
    new ElectionNight()
        .announce(
            List.of(slow, quick[0], quick[1]), helpers, report -> heard.add(report.district()));
    helpers.shutdown();
    assertEquals(3, heard.size(), "reports");
    if (counters.get(0) == counters.get(1)) { // so the first was done before the second began
      assertTrue(
          heard.indexOf(first.get()) < heard.indexOf(slow),
          () ->
              "the slow district was announced as number "
                  + (heard.indexOf(slow) + 1)
                  + ", one that was done before it ended as number "
                  + (heard.indexOf(first.get()) + 1));
    }
  }

  @Scenario("One district fails, the other does not: both are told")
  @Detects(LOST_FAILURE)
  void oneFails() throws InterruptedException {
    ExecutorService helpers = Executors.newFixedThreadPool(2);
    var burst = new IllegalStateException("the boxes have burst");
    District unlucky =
        () -> {
          throw burst;
        };
    District lucky = () -> 1;
    List<Report> heard = new ArrayList<>();
    new ElectionNight().announce(List.of(unlucky, lucky), helpers, heard::add);
    helpers.shutdown();
    assertEquals(2, heard.size(), "reports");
    assertTrue(heard.contains(new Report.Failed(unlucky, burst)), () -> "no failure in " + heard);
    assertTrue(heard.contains(new Report.Counted(lucky, 1)), () -> "no count in " + heard);
  }

  @Scenario("Two nights at the same time, one pool: each gets its own report")
  @Detects(LOST_ITEM)
  void twoNights() {
    ExecutorService helpers = Executors.newFixedThreadPool(1);
    var night = new ElectionNight();
    District here = () -> 1;
    District there = () -> 20;
    List<Report> heardHere = new ArrayList<>();
    List<Report> heardThere = new ArrayList<>();
    Actors.together(
        actor("announcer", () -> night.announce(List.of(here), helpers, heardHere::add)),
        actor("other announcer", () -> night.announce(List.of(there), helpers, heardThere::add)));
    helpers.shutdown();
    assertEquals(List.of(new Report.Counted(here, 1)), heardHere, "what the one announced");
    assertEquals(List.of(new Report.Counted(there, 20)), heardThere, "what the other announced");
  }

  @Scenario("The announcer sees all that was written down during the counting")
  @Detects(UNSAFE_PUBLICATION)
  void theMinutesAreSeen() throws InterruptedException {
    ExecutorService helpers = Executors.newFixedThreadPool(1);
    var minutes = new int[1];
    District district =
        () -> {
          minutes[0] = 7;
          return 1;
        };
    new ElectionNight()
        .announce(
            List.of(district),
            helpers,
            _ -> assertEquals(7, minutes[0], "what the district has written down"));
    helpers.shutdown();
  }
}
