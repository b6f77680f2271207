// Rejected for: lost-item
// Serves people in the order of their coming. Whoever is called home stays in the line, and
// everybody behind her waits for a ghost to move on.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.ArrayList;
import java.util.List;

public final class BoatHouse {
  private final List<Thread> line = new ArrayList<>();
  private int boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public synchronized void takeOut() throws InterruptedException {
    Thread me = Thread.currentThread();
    line.add(me);
    while (boats == 0 || line.get(0) != me) {
      wait();
    }
    line.remove(0);
    boats--;
    notifyAll();
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
    boats += returned;
    notifyAll();
  }

  public synchronized int ashore() {
    return boats;
  }
}
