package workbook.explorer.cases;

import static workbook.explorer.Actors.observe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import workbook.explorer.Scenario;

/** Threads that nobody joins, so that the run may end before, between or after their steps. */
@SuppressWarnings({"FutureReturnValueIgnored", "ThreadPriorityCheck"})
public final class Unjoined {
  private final AtomicInteger a = new AtomicInteger();
  private final AtomicInteger b = new AtomicInteger();
  private volatile boolean over;

  private void both() {
    a.incrementAndGet();
    b.incrementAndGet();
  }

  @Scenario("outcomes")
  void commonPool() {
    CompletableFuture.runAsync(this::both);
    observe(b.get());
  }

  @Scenario("outcomes")
  void virtualThread() {
    Thread.startVirtualThread(this::both);
    observe(b.get());
  }

  @Scenario("outcomes")
  void poolOfDaemons() {
    ExecutorService pool =
        Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("worker").unstarted(task));
    pool.execute(this::both);
    observe(b.get());
  }

  @Scenario("outcomes")
  void sleepsFirst() {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            Thread.sleep(10);
          } catch (InterruptedException e) {
            return;
          }
          both();
        });
    observe(b.get());
  }

  @Scenario("outcomes")
  void ticksForEver() {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          while (!over) {
            Thread.yield();
          }
          both();
        });
    over = true;
    observe(b.get());
  }

  /** A daemon sees one of two threads end while the other is still there, whichever it is. */
  @Scenario("outcomes")
  void seesOthersEnd() {
    Thread left = new Thread(a::incrementAndGet, "left");
    Thread right = new Thread(a::incrementAndGet, "right");
    left.start();
    right.start();
    Thread.ofPlatform().daemon().start(() -> observe(left.isAlive() + "/" + right.isAlive()));
  }

  @Scenario("the daemon's second step is seen")
  void failsWhereTheDaemonIsFaster() {
    CompletableFuture.runAsync(this::both);
    assert b.get() == 0;
  }
}
