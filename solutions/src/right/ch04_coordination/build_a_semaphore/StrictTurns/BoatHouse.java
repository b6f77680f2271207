// Right because: everybody who waits stands in a line and only its head goes; whoever leaves the
// line, with a boat or without, lets the others look.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.ArrayList;
import java.util.List;

public final class BoatHouse {
  private final List<Thread> line = new ArrayList<>(); // guarded by this
  private int boats; // guarded by this

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public synchronized void takeOut() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Thread me = Thread.currentThread();
    line.add(me);
    try {
      while (boats == 0 || line.get(0) != me) {
        wait();
      }
      boats--;
    } finally {
      line.remove(me);
      notifyAll();
    }
  }

  public synchronized boolean tryTakeOut() {
    if (boats == 0 || !line.isEmpty()) {
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
