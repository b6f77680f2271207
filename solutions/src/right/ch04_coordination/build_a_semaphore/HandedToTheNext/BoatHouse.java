// Right because: a boat goes straight to whoever has waited longest. Who is called home looks under
// the lock whether it is already his, and if so hands it on.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

public final class BoatHouse {
  private final Deque<CountDownLatch> bench = new ArrayDeque<>(); // guarded by this
  private int boats; // guarded by this

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public void takeOut() throws InterruptedException {
    var turn = new CountDownLatch(1);
    synchronized (this) {
      if (boats > 0) {
        boats--;
        return;
      }
      bench.addLast(turn);
    }
    try {
      turn.await();
    } catch (InterruptedException e) {
      synchronized (this) {
        if (!bench.remove(turn)) {
          bringBack(1);
        }
      }
      throw e;
    }
  }

  public synchronized boolean tryTakeOut() {
    if (boats == 0) {
      return false;
    }
    boats--;
    return true;
  }

  public synchronized void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    for (int boat = 0; boat < returned; boat++) {
      CountDownLatch next = bench.pollFirst();
      if (next == null) {
        boats++;
      } else {
        next.countDown();
      }
    }
  }

  public synchronized int ashore() {
    return boats;
  }
}
