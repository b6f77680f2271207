package workbook.ch06_pools.build_a_pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static workbook.explorer.Actors.actor;
import static workbook.grader.cause.Misconception.CHECK_THEN_ACT;
import static workbook.grader.cause.Misconception.LOST_FAILURE;
import static workbook.grader.cause.Misconception.LOST_ITEM;
import static workbook.grader.cause.Misconception.MISSING_JOIN;
import static workbook.grader.cause.Misconception.MISSING_SENTINEL;
import static workbook.grader.cause.Misconception.OVER_SYNCHRONISED;
import static workbook.grader.cause.Misconception.UNSAFE_PUBLICATION;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import workbook.explorer.Actors;
import workbook.explorer.Scenario;
import workbook.grader.cause.Detects;

/** One or two hands, a customer and the owner, under every schedule. */
final class BuildAPoolScenarios {
  private static final Consumer<Throwable> NO_MISHAPS =
      mishap -> {
        throw new AssertionError("no job has thrown", mishap);
      };

  @Scenario("Two customers come, then the workshop closes: both jobs are done, once")
  @Detects(LOST_ITEM)
  void twoCustomers() throws InterruptedException {
    var workshop = new Workshop(1, NO_MISHAPS);
    var done = new AtomicInteger();
    Actors.together(
        actor("customer", () -> workshop.accept(() -> done.addAndGet(1))),
        actor("other customer", () -> workshop.accept(() -> done.addAndGet(10))));
    workshop.close();
    workshop.awaitEnd();
    assertEquals(11, done.get(), "1 and 10, added up by two jobs");
  }

  @Scenario("A customer comes while the owner closes: the job is refused, or it is done")
  @Detects(CHECK_THEN_ACT)
  void customerAtClosingTime() {
    var workshop = new Workshop(1, NO_MISHAPS);
    var done = new AtomicInteger();
    var accepted = new int[1];
    Actors.together(
        actor(
            "customer",
            () -> {
              try {
                workshop.accept(done::incrementAndGet);
                accepted[0] = 1;
              } catch (RejectedExecutionException closed) {
                accepted[0] = 0;
              }
            }),
        actor(
            "owner",
            () -> {
              workshop.close();
              workshop.awaitEnd();
            }));
    assertEquals(accepted[0], done.get(), "jobs done, of those accepted: " + accepted[0]);
  }

  @Scenario("The workshop closes while two hands wait for work: both go home")
  @Detects(MISSING_SENTINEL)
  void twoIdleHands() throws InterruptedException {
    var workshop = new Workshop(2, NO_MISHAPS);
    workshop.close();
    workshop.awaitEnd();
  }

  @Scenario("A job comes, the owner closes: the hand goes home, however quick or slow it was")
  @Detects(MISSING_SENTINEL)
  void oneJobAndHome() throws InterruptedException {
    var workshop = new Workshop(1, NO_MISHAPS);
    var done = new AtomicInteger();
    workshop.accept(done::incrementAndGet);
    workshop.close();
    workshop.awaitEnd();
    assertEquals(1, done.get(), "jobs done");
  }

  @Scenario("Two hands, two jobs that wait for each other: both are taken up")
  @Detects(OVER_SYNCHRONISED)
  void twoJobsMeet() throws InterruptedException {
    var workshop = new Workshop(2, NO_MISHAPS);
    var both = new CountDownLatch(2);
    Runnable meets =
        () -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a hand", e);
          }
        };
    workshop.accept(meets);
    workshop.accept(meets);
    both.await();
    workshop.close();
    workshop.awaitEnd();
  }

  @Scenario("Who waits for the end sees what the last job has done")
  @Detects(UNSAFE_PUBLICATION)
  void theEndShowsAll() throws InterruptedException {
    var workshop = new Workshop(1, NO_MISHAPS);
    var watch = new String[] {"broken"};
    workshop.accept(() -> watch[0] = "mended");
    workshop.close();
    workshop.awaitEnd();
    assertEquals("mended", watch[0], "the watch when the end has come");
  }

  @Scenario("One of two hands has something to do: the end comes after that")
  @Detects(MISSING_JOIN)
  void oneOfTwoHandsWorks() throws InterruptedException {
    var workshop = new Workshop(2, NO_MISHAPS);
    var done = new AtomicInteger();
    workshop.accept(done::incrementAndGet);
    workshop.close();
    workshop.awaitEnd();
    assertEquals(1, done.get(), "jobs done when the end has come");
  }

  @Scenario("Two wait for the end while the owner closes: both learn of it, and not too early")
  @Detects(MISSING_JOIN)
  void twoWaitForTheEnd() {
    var workshop = new Workshop(1, NO_MISHAPS);
    var done = new AtomicInteger();
    Actors.Body waits =
        () -> {
          workshop.awaitEnd();
          assertEquals(1, done.get(), "jobs done when the end has come");
        };
    Actors.together(
        actor("Ann", waits),
        actor("Bob", waits),
        actor(
            "owner",
            () -> {
              workshop.accept(done::incrementAndGet);
              workshop.close();
            }));
  }

  @Scenario("A job fails while another comes: the failure is told, and the other is done")
  @Detects(LOST_FAILURE)
  void oneFails() throws InterruptedException {
    var told = new AtomicInteger();
    var workshop = new Workshop(1, _ -> told.incrementAndGet());
    var done = new AtomicInteger();
    workshop.accept(() -> {
      throw new IllegalStateException("the spring has jumped out");
    });
    workshop.accept(done::incrementAndGet);
    workshop.close();
    workshop.awaitEnd();
    assertEquals(1, told.get(), "mishaps told");
    assertEquals(1, done.get(), "other jobs done");
  }

  @Scenario("A job brings in another while the owner closes: it is refused, or it is done")
  @Detects(CHECK_THEN_ACT)
  void aJobBringsAnother() throws InterruptedException {
    var workshop = new Workshop(1, NO_MISHAPS);
    var accepted = new AtomicInteger();
    var done = new AtomicInteger();
    workshop.accept(() -> {
      try {
        workshop.accept(done::incrementAndGet);
        accepted.incrementAndGet();
      } catch (RejectedExecutionException closed) {
        accepted.addAndGet(10);
      }
    });
    workshop.close();
    workshop.awaitEnd();
    assertTrue(
        accepted.get() == 10 && done.get() == 0 || accepted.get() == 1 && done.get() == 1,
        () -> "of the job that a job brought in: accepted " + accepted + ", done " + done);
  }
}
