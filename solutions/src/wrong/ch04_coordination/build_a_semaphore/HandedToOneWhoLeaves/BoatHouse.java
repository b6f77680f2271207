// Rejected for: lost-item
// Hands each boat to the next on the bench, and takes off the bench whoever is called home. If both
// happen at once, she goes home and the boat has been given to her.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

public final class BoatHouse {
  private final Deque<CountDownLatch> bench = new ArrayDeque<>();
  private int boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public void takeOut() throws InterruptedException {
    CountDownLatch turn = new CountDownLatch(1);
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
        bench.remove(turn);
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
      if (bench.isEmpty()) {
        boats++;
      } else {
        bench.removeFirst().countDown();
      }
    }
  }

  public synchronized int ashore() {
    return boats;
  }
}
