package workbook.explorer.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import workbook.explorer.Actors;
import workbook.explorer.MustNotBlock;
import workbook.explorer.Scenario;

/** Threads that can, or cannot, hold up each other when they are stopped. */
public final class Standstills {
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger atomic = new AtomicInteger();
  private volatile int shown = 1;
  private volatile boolean busy;
  private int guarded = 1;

  private synchronized int underMonitor() {
    return guarded;
  }

  private int underLock() {
    lock.lock();
    try {
      return guarded;
    } finally {
      lock.unlock();
    }
  }

  private int spinning() {
    while (busy) {
      Thread.onSpinWait();
    }
    busy = true;
    int seen = guarded;
    busy = false;
    return seen;
  }

  private static void bothSee(int expected, java.util.function.IntSupplier look) {
    Actors.together(
        Actors.actor("Ann", () -> assertEquals(expected, look.getAsInt())),
        Actors.actor("Bob", () -> assertEquals(expected, look.getAsInt())));
  }

  @MustNotBlock({"Ann", "Bob"})
  @Scenario("a volatile field is read")
  void volatileReads() {
    bothSee(1, () -> shown);
  }

  @MustNotBlock({"Ann", "Bob"})
  @Scenario("an atomic is counted up")
  void atomicAdds() {
    bothSee(0, () -> atomic.getAndIncrement() * 0);
  }

  @MustNotBlock({"Ann", "Bob"})
  @Scenario("a field is read under the object's monitor")
  void monitor() {
    bothSee(1, this::underMonitor);
  }

  @MustNotBlock({"Ann", "Bob"})
  @Scenario("a field is read under a lock")
  void explicitLock() {
    bothSee(1, this::underLock);
  }

  @MustNotBlock({"Ann", "Bob"})
  @Scenario("a thread spins while another one is busy")
  void spinningReads() {
    bothSee(1, this::spinning);
  }
}
