package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.together;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.explorer.Scenario;

/**
 * Queues, pools and virtual threads: what a schedule explorer has to see beyond fields and locks.
 */
@SuppressWarnings({"NullAway", "FutureReturnValueIgnored", "ReferenceEquality", "StringEquality"})
public class Yardsticks {
  private static final String STOP = "stop";

  private int count;

  private static void bake(BlockingQueue<String> orders) throws InterruptedException {
    String order;
    do {
      order = orders.take();
    } while (order != STOP);
  }

  private static void twoBakers(int stops) {
    BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    together(
        actor("Ann", () -> bake(orders)),
        actor("Bob", () -> bake(orders)),
        actor(
            "shop",
            () -> {
              orders.put("rye");
              for (int i = 0; i < stops; i++) {
                orders.put(STOP);
              }
            }));
  }

  @Scenario("both bakers go home")
  void oneSentinelForTwo() {
    twoBakers(1);
  }

  @Scenario("both bakers go home")
  void aSentinelForEach() {
    twoBakers(2);
  }

  /** Its workers look at the stop sign before they look into the queue. */
  private static final class Kitchen {
    private final BlockingQueue<Runnable> dishes = new LinkedBlockingQueue<>();
    private final Thread[] cooks = new Thread[2];
    private volatile boolean closed;

    Kitchen() {
      for (int i = 0; i < cooks.length; i++) {
        cooks[i] = new Thread(this::cook, "cook-" + i);
        cooks[i].start();
      }
    }

    private void cook() {
      try {
        while (!closed) {
          Runnable dish = dishes.poll(10, TimeUnit.MILLISECONDS);
          if (dish != null) {
            dish.run();
          }
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    void order(Runnable dish) {
      if (closed) {
        throw new RejectedExecutionException("closed");
      }
      dishes.add(dish);
    }

    void close() throws InterruptedException {
      closed = true;
      for (Thread cook : cooks) {
        cook.join();
      }
    }
  }

  private static void allDone(AtomicInteger done) {
    assert done.get() == 2 : "took 2 tasks, did " + done;
  }

  @Scenario("what was taken is done")
  void kitchenThatClosesTooEarly() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    Kitchen kitchen = new Kitchen();
    kitchen.order(done::incrementAndGet);
    kitchen.order(done::incrementAndGet);
    kitchen.close();
    allDone(done);
  }

  @Scenario("what was taken is done")
  void poolShutDown() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.submit(done::incrementAndGet);
    pool.submit(done::incrementAndGet);
    pool.shutdown();
    assert pool.awaitTermination(1, TimeUnit.DAYS) : "still running";
    allDone(done);
  }

  @Scenario("what was taken is done")
  void poolShutDownNow() throws InterruptedException {
    AtomicInteger done = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(1);
    pool.submit(done::incrementAndGet);
    pool.submit(done::incrementAndGet);
    pool.shutdownNow();
    assert pool.awaitTermination(1, TimeUnit.DAYS) : "still running";
    allDone(done);
  }

  private void twoAdded() {
    assert count == 2 : "expected 2 but was " + count;
  }

  @Scenario("two additions are two, by virtual threads as by others")
  void virtualThreads() throws InterruptedException {
    Thread one = Thread.ofVirtual().name("one").start(() -> count++);
    Thread other = Thread.ofVirtual().name("other").start(() -> count++);
    one.join();
    other.join();
    twoAdded();
  }

  @Scenario("two additions are two, by virtual threads as by others")
  void virtualThreadPerTask() {
    try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      tasks.submit(() -> count++);
      tasks.submit(() -> count++);
    }
    twoAdded();
  }
}
