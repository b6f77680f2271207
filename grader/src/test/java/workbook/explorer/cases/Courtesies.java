package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import workbook.explorer.Scenario;

/** Threads that give way to each other: some of them for ever. */
@SuppressWarnings({"ThreadPriorityCheck", "LockNotBeforeTry", "CatchAndPrintStackTrace"})
public final class Courtesies {
  /** What a thread does between two attempts. */
  private interface Pause {
    void pause(int attempt) throws InterruptedException;
  }

  private final Lock left = new ReentrantLock();
  private final Lock right = new ReentrantLock();
  private final AtomicInteger done = new AtomicInteger();

  private void work(Lock first, Lock second, Pause pause) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      first.lock();
      try {
        if (second.tryLock()) {
          try {
            done.incrementAndGet();
            return;
          } finally {
            second.unlock();
          }
        }
      } finally {
        first.unlock();
      }
      pause.pause(attempt);
    }
  }

  private void both(Pause ann, Pause bob) {
    together(
        actor("Ann", () -> work(left, right, ann)), actor("Bob", () -> work(right, left, bob)));
    assert done.get() == 2;
  }

  // ------------------------------------------------------------------------- for ever, in step

  @Scenario("both yield, and try again")
  void yielding() {
    both(_ -> Thread.yield(), _ -> Thread.yield());
  }

  @Scenario("both try again at once")
  void atOnce() {
    both(_ -> {}, _ -> {});
  }

  @Scenario("both pause for the same time")
  void equalPauses() {
    both(_ -> Thread.sleep(5), _ -> Thread.sleep(5));
  }

  @Scenario("both pause for longer each time, and always for the same time")
  void equalPausesThatGrow() {
    both(
        attempt -> Thread.sleep(1 << Math.min(attempt, 6)),
        attempt -> Thread.sleep(1 << Math.min(attempt, 6)));
  }

  @Scenario("both wait for the second lock for the same time")
  void equalPatience() {
    together(actor("Ann", () -> patient(left, right)), actor("Bob", () -> patient(right, left)));
  }

  private static void patient(Lock first, Lock second) throws InterruptedException {
    while (true) {
      first.lock();
      try {
        if (second.tryLock(10, TimeUnit.MILLISECONDS)) {
          second.unlock();
          return;
        }
      } finally {
        first.unlock();
      }
    }
  }

  @Scenario("whoever sees that the other one wants to go in takes his own wish back")
  void afterYou() {
    AtomicBoolean ann = new AtomicBoolean();
    AtomicBoolean bob = new AtomicBoolean();
    together(actor("Ann", () -> enter(ann, bob)), actor("Bob", () -> enter(bob, ann)));
  }

  private static void enter(AtomicBoolean mine, AtomicBoolean others) {
    mine.set(true);
    while (others.get()) {
      mine.set(false);
      Thread.yield();
      mine.set(true);
    }
    mine.set(false);
  }

  // ---------------------------------------------------------------------------- sooner or later

  @Scenario("each pauses as long as chance has it")
  void randomPauses() {
    Pause random = _ -> Thread.sleep(ThreadLocalRandom.current().nextInt(1, 20));
    both(random, random);
  }

  @Scenario("one pauses for longer than the other")
  void differentPauses() {
    both(_ -> Thread.sleep(5), _ -> Thread.sleep(8));
  }

  @Scenario("only one of them gives way")
  void oneGivesWay() {
    together(
        actor("Ann", () -> work(left, right, _ -> Thread.yield())),
        actor(
            "Bob",
            () -> {
              left.lock();
              try {
                right.lock();
                try {
                  done.incrementAndGet();
                } finally {
                  right.unlock();
                }
              } finally {
                left.unlock();
              }
            }));
  }

  @Scenario("after some attempts the locks are taken in order")
  void fewAttempts() {
    together(
        actor("Ann", () -> someAttempts(left, right)),
        actor("Bob", () -> someAttempts(right, left)));
  }

  private void someAttempts(Lock first, Lock second) throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      if (first.tryLock()) {
        try {
          if (second.tryLock()) {
            second.unlock();
            return;
          }
        } finally {
          first.unlock();
        }
      }
      Thread.sleep(1);
    }
    left.lock();
    right.lock();
    right.unlock();
    left.unlock();
  }

  @Scenario("a compare-and-set that fails has failed because another one did not")
  void compareAndSet() {
    together(actor("Ann", this::addTwenty), actor("Bob", this::addTwenty));
    assert done.get() == 40;
  }

  private void addTwenty() {
    for (int i = 0; i < 20; i++) {
      int before = done.get();
      while (!done.compareAndSet(before, before + 1)) {
        Thread.onSpinWait();
        before = done.get();
      }
    }
  }
}
