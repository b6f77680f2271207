package workbook.explorer.cases;

import static workbook.explorer.Actors.actor;
import static workbook.explorer.Actors.observe;
import static workbook.explorer.Actors.together;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.explorer.MustOverlap;
import workbook.explorer.Scenario;

/** Two shelves that two clerks must be able to fill at the same time. */
public class Overlaps {
  private final int[] left = new int[2];
  private final int[] right = new int[2];

  private void fill(Object lock, int[] shelf) {
    for (int i = 0; i < shelf.length; i++) {
      synchronized (lock) {
        shelf[i]++;
      }
    }
  }

  private synchronized void fillAtOnce(int[] shelf) {
    shelf[0]++;
    shelf[1]++;
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void locksOfTheirOwn() {
    together(actor("Ann", () -> fill(left, left)), actor("Bob", () -> fill(right, right)));
    assert left[1] + right[1] == 2;
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void oneLockForAll() {
    together(actor("Ann", () -> fillAtOnce(left)), actor("Bob", () -> fillAtOnce(right)));
    assert left[0] + left[1] + right[0] + right[1] == 4;
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void oneAfterTheOther() throws InterruptedException {
    Thread ann = new Thread(() -> fill(left, left), "Ann");
    ann.start();
    ann.join();
    Thread bob = new Thread(() -> fill(right, right), "Bob");
    bob.start();
    bob.join();
    assert left[0] + left[1] + right[0] + right[1] == 4;
  }

  private void inAPool(ExecutorService pool, Runnable one, Runnable other) throws Exception {
    try (pool) {
      pool.execute(one);
      pool.execute(other);
    }
    assert left[0] + left[1] + right[0] + right[1] == 4;
  }

  private static ExecutorService pool(int threads, String... names) {
    AtomicInteger next = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads, task -> new Thread(task, names[next.getAndIncrement()]));
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void poolOfTwo() throws Exception {
    inAPool(pool(2, "Ann", "Bob"), () -> fill(left, left), () -> fill(right, right));
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void poolOfOne() throws Exception {
    inAPool(pool(1, "Ann"), () -> fill(left, left), () -> fill(right, right));
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void poolOfTwoWithOneLock() throws Exception {
    inAPool(pool(2, "Ann", "Bob"), () -> fillAtOnce(left), () -> fillAtOnce(right));
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void futuresOfAPoolThatStays() throws Exception {
    ExecutorService pool = pool(2, "Ann", "Bob");
    Future<?> one = pool.submit(() -> fill(left, left));
    Future<?> other = pool.submit(() -> fill(right, right));
    one.get();
    other.get();
    assert left[0] + left[1] + right[0] + right[1] == 4;
    pool.shutdown();
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void futuresOfAPoolThatStaysWithOneLock() throws Exception {
    ExecutorService pool = pool(2, "Ann", "Bob");
    Future<?> one = pool.submit(() -> fillAtOnce(left));
    Future<?> other = pool.submit(() -> fillAtOnce(right));
    one.get();
    other.get();
    assert left[0] + left[1] + right[0] + right[1] == 4;
    pool.shutdown();
  }

  private static ExecutorService virtual() {
    return Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("clerk-", 0).factory());
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"clerk-0", "clerk-1"})
  void virtualThreads() throws Exception {
    inAPool(virtual(), () -> fill(left, left), () -> fill(right, right));
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"clerk-0", "clerk-1"})
  void virtualThreadsWithOneLock() throws Exception {
    inAPool(virtual(), () -> fillAtOnce(left), () -> fillAtOnce(right));
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void completableFutures() {
    ExecutorService pool = pool(2, "Ann", "Bob");
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> fill(left, left), pool),
            CompletableFuture.runAsync(() -> fill(right, right), pool))
        .join();
    assert left[0] + left[1] + right[0] + right[1] == 4;
    pool.shutdown();
  }

  @Scenario("both shelves are filled")
  @MustOverlap({"Ann", "Bob"})
  void completableFuturesWithOneLock() {
    ExecutorService pool = pool(2, "Ann", "Bob");
    CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> fillAtOnce(left), pool),
            CompletableFuture.runAsync(() -> fillAtOnce(right), pool))
        .join();
    assert left[0] + left[1] + right[0] + right[1] == 4;
    pool.shutdown();
  }

  private int x;
  private int y;
  private volatile int v;

  @Scenario("outcomes")
  void storeBuffer() {
    int[] r = new int[2];
    together(
        actor(
            "Ann",
            () -> {
              x = 1;
              r[0] = y;
            }),
        actor(
            "Bob",
            () -> {
              y = 1;
              r[1] = x;
            }));
    observe(r[0] + "" + r[1]);
  }

  @Scenario("outcomes")
  void message() {
    int[] r = new int[2];
    together(
        actor(
            "Ann",
            () -> {
              x = 1;
              v = 1;
            }),
        actor(
            "Bob",
            () -> {
              r[0] = v;
              r[1] = x;
            }));
    observe(r[0] + "" + r[1]);
  }

  @Scenario("outcomes")
  void threeWriters() {
    together(
        actor("Ann", () -> v = v * 2 + 1),
        actor("Bob", () -> v = v * 3 + 1),
        actor("Eve", () -> v = v * 5 + 1));
    observe(v);
  }
}
