// Rejected for: check-then-act
// One compare-and-set, and if another was faster, that was that. But she was faster with another
// boat, and one still lies there.
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
    Thread me = Thread.currentThread();
    bench.add(me);
    try {
      while (!tryTakeOut()) {
        if (boats.get() == 0) {
          LockSupport.park(this);
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } finally {
      bench.remove(me);
    }
  }

  public boolean tryTakeOut() {
    int seen = boats.get();
    return seen > 0 && boats.compareAndSet(seen, seen - 1);
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
