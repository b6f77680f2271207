// Rejected for: stale-read
// The weakest compare-and-set that there is keeps the number right. It says nothing about whatever
// else was written: who gets the boat need not see what was left in it.
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
    }
  }

  public boolean tryTakeOut() {
    int seen;
    do {
      seen = boats.getOpaque();
      if (seen == 0) {
        return false;
      }
    } while (!boats.weakCompareAndSetPlain(seen, seen - 1));
    return true;
  }

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    int seen;
    do {
      seen = boats.getOpaque();
    } while (!boats.weakCompareAndSetPlain(seen, seen + returned));
    bench.forEach(LockSupport::unpark);
  }

  public int ashore() {
    return boats.getOpaque();
  }
}
