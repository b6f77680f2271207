// Rejected for: forbidden-shortcut
// A queue of boats is a semaphore that others have built.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

public final class BoatHouse {
  private final BlockingQueue<Object> boats = new LinkedBlockingQueue<>();

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    for (int boat = 0; boat < boats; boat++) {
      this.boats.add(new Object());
    }
  }

  public void takeOut() throws InterruptedException {
    boats.take();
  }

  public boolean tryTakeOut() {
    return boats.poll() != null;
  }

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    for (int boat = 0; boat < returned; boat++) {
      boats.add(new Object());
    }
  }

  public int ashore() {
    return boats.size();
  }
}
