// Rejected for: busy-wait
// Right about every boat, and polite: it yields. A whole bench of people who yield to each other
// keeps all processors busy until evening.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.concurrent.atomic.AtomicInteger;

public final class BoatHouse {
  private final AtomicInteger boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = new AtomicInteger(boats);
  }

  public void takeOut() throws InterruptedException {
    while (!tryTakeOut()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      Thread.yield();
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
  }

  public int ashore() {
    return boats.get();
  }
}
