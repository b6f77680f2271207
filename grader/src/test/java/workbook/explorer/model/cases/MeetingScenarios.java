package workbook.explorer.model.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import workbook.explorer.Scenario;

/** Threads that wait for each other. */
@SuppressWarnings("all")
public class MeetingScenarios {
  private final AtomicInteger count = new AtomicInteger();
  private int left;
  private int right;
  private int sum;

  @Scenario(
      "behind the barrier each sees what the other did before it, and the action runs between")
  void barrier() {
    CyclicBarrier barrier = new CyclicBarrier(2, () -> sum = left + right);
    together(
        actor(
            "Ann",
            () -> {
              left = 1;
              barrier.await();
              assert sum == 3;
            }),
        actor(
            "Bob",
            () -> {
              right = 2;
              barrier.await();
              assert sum == 3 && left == 1;
            }));
  }

  @Scenario("a barrier is used again")
  void barrierTwice() {
    CyclicBarrier barrier = new CyclicBarrier(2);
    together(
        actor(
            "Ann",
            () -> {
              left = 1;
              barrier.await();
              barrier.await();
              left = 2;
            }),
        actor(
            "Bob",
            () -> {
              barrier.await();
              assert left == 1;
              barrier.await();
            }));
  }

  @Scenario("a barrier for three does not open for two")
  void barrierWaitsForEver() {
    CyclicBarrier barrier = new CyclicBarrier(3);
    together(actor("Ann", barrier::await), actor("Bob", barrier::await));
  }

  @Scenario("who gives up breaks the barrier for the others")
  void brokenBarrier() {
    CyclicBarrier barrier = new CyclicBarrier(2);
    together(
        actor(
            "Ann",
            () -> {
              try {
                barrier.await(1, TimeUnit.SECONDS);
                count.incrementAndGet();
              } catch (TimeoutException e) {
                assert barrier.isBroken();
              }
            }),
        actor(
            "Bob",
            () -> {
              try {
                barrier.await();
                count.incrementAndGet();
              } catch (BrokenBarrierException e) {
                assert barrier.isBroken();
              }
            }));
    assert count.get() != 1 : "either both passed or none";
  }

  @Scenario("an interrupt breaks the barrier, and nobody waits for ever")
  void interruptedBarrier() {
    CyclicBarrier barrier = new CyclicBarrier(3);
    Thread[] ann = new Thread[1];
    Runnable wait =
        () -> {
          try {
            barrier.await();
          } catch (InterruptedException | BrokenBarrierException e) {
            count.incrementAndGet();
          }
        };
    ann[0] = new Thread(wait, "Ann");
    ann[0].start();
    together(actor("Bob", wait::run), actor("Eve", ann[0]::interrupt));
    try {
      ann[0].join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assert count.get() == 2;
  }

  @Scenario("a phase ends when all have arrived")
  void phaser() {
    Phaser phaser = new Phaser(2);
    together(
        actor(
            "Ann",
            () -> {
              left = 1;
              phaser.arriveAndAwaitAdvance();
              assert right == 1;
              phaser.arriveAndDeregister();
            }),
        actor(
            "Bob",
            () -> {
              right = 1;
              phaser.arrive();
              phaser.awaitAdvance(0);
              assert left == 1;
              phaser.arriveAndDeregister();
            }));
    assert phaser.isTerminated();
  }

  @Scenario("who forgets to deregister holds up the next phase")
  void phaserForgotten() {
    Phaser phaser = new Phaser(2);
    together(
        actor("Ann", phaser::arrive),
        actor(
            "Bob",
            () -> {
              phaser.arriveAndAwaitAdvance();
              phaser.arriveAndAwaitAdvance();
            }));
  }

  @Scenario("two swap")
  void exchanger() {
    Exchanger<int[]> exchanger = new Exchanger<>();
    together(
        actor(
            "Ann",
            () -> {
              assert exchanger.exchange(new int[] {1})[0] == 2;
            }),
        actor(
            "Bob",
            () -> {
              assert exchanger.exchange(new int[] {2})[0] == 1;
            }));
  }

  @Scenario("a third one finds nobody to swap with")
  void exchangerOddOneOut() {
    Exchanger<Integer> exchanger = new Exchanger<>();
    together(
        actor("Ann", () -> exchanger.exchange(1)),
        actor("Bob", () -> exchanger.exchange(2)),
        actor("Eve", () -> exchanger.exchange(3)));
  }

  private volatile boolean open;

  @Scenario("parking in a loop that asks for the reason is safe")
  void parking() {
    Thread[] ann = new Thread[1];
    ann[0] =
        new Thread(
            () -> {
              while (!open) {
                LockSupport.park(this);
              }
            },
            "Ann");
    ann[0].start();
    together(
        actor(
            "Bob",
            () -> {
              open = true;
              LockSupport.unpark(ann[0]);
            }));
    try {
      ann[0].join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Scenario("parking may end for no reason")
  void parkingWithoutALoop() {
    Thread[] ann = new Thread[1];
    ann[0] =
        new Thread(
            () -> {
              LockSupport.park(this);
              assert open;
            },
            "Ann");
    ann[0].start();
    together(
        actor(
            "Bob",
            () -> {
              open = true;
              LockSupport.unpark(ann[0]);
            }));
  }

  @Scenario("to unpark before the reason is there leaves the other parked for ever")
  void unparkedTooEarly() {
    Thread[] ann = new Thread[1];
    ann[0] =
        new Thread(
            () -> {
              while (!open) {
                LockSupport.park(this);
              }
            },
            "Ann");
    ann[0].start();
    together(
        actor(
            "Bob",
            () -> {
              LockSupport.unpark(ann[0]);
              open = true;
            }));
  }

  @Scenario("a thread's own value is nobody else's")
  void threadLocal() {
    ThreadLocal<Integer> own = ThreadLocal.withInitial(() -> 0);
    Runnable add =
        () -> {
          for (int i = 0; i < 20; i++) {
            own.set(own.get() + 1);
          }
          assert own.get() == 20;
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert own.get() == 0;
  }

  private static final ThreadLocal<int[]> SHARED_BOX = new ThreadLocal<>();

  @Scenario("a thread local of one and the same object guards nothing")
  void threadLocalOfOneObject() {
    int[] box = new int[1];
    Runnable add =
        () -> {
          SHARED_BOX.set(box);
          SHARED_BOX.get()[0]++;
        };
    together(actor("Ann", add::run), actor("Bob", add::run));
    assert box[0] == 2;
  }
}
