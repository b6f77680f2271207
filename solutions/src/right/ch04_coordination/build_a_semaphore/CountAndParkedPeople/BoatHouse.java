// Right because: whoever finds no boat lines up first and looks once more before parking, so that a
// boat which comes in between is seen. Each who goes wakes the next if there are boats left.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

public final class BoatHouse {
  private final AtomicInteger boats;
  private final ConcurrentLinkedQueue<Thread> bench = new ConcurrentLinkedQueue<>();

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = new AtomicInteger(boats);
  }

  public void takeOut() throws InterruptedException {
    if (tryTakeOut()) {
      return;
    }
    Thread me = Thread.currentThread();
    bench.add(me);
    try {
      while (!tryTakeOut()) {
        LockSupport.park(this);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    } finally {
      bench.remove(me);
      if (boats.get() > 0) { // also after an interrupt: the wake-up may have been for another
        LockSupport.unpark(bench.peek());
      }
    }
  }

  public boolean tryTakeOut() {
    int seen = boats.get();
    while (seen > 0) {
      int now = boats.compareAndExchange(seen, seen - 1);
      if (now == seen) {
        return true;
      }
      seen = now;
    }
    return false;
  }

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    boats.addAndGet(returned);
    LockSupport.unpark(bench.peek());
  }

  public int ashore() {
    return boats.get();
  }
}
