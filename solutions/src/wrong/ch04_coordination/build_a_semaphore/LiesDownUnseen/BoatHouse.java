// Rejected for: lost-signal
// Looks, then sits down on the bench. A boat that comes in between finds the bench empty, and
// nobody
// looks again.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

public final class BoatHouse {
  private final AtomicInteger boats;
  private final Queue<Thread> bench = new ConcurrentLinkedQueue<>();

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = new AtomicInteger(boats);
  }

  public void takeOut() throws InterruptedException {
    while (!tryTakeOut()) {
      bench.add(Thread.currentThread());
      LockSupport.park(this);
      bench.remove(Thread.currentThread());
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  public boolean tryTakeOut() {
    int seen;
    do {
      seen = boats.get();
      if (seen == 0) {
        return false;
      }
    } while (!boats.compareAndSet(seen, seen - 1));
    return true;
  }

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    boats.addAndGet(returned);
    bench.forEach(LockSupport::unpark);
  }

  public int ashore() {
    return boats.get();
  }
}
