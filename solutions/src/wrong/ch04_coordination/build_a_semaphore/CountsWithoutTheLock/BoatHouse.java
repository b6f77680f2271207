// Rejected for: stale-read
// To read a number is one step, so it needs no lock. But without one nothing says that the number
// which another thread writes is ever seen.
package workbook.ch04_coordination.build_a_semaphore;

public final class BoatHouse {
  private int boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public synchronized void takeOut() throws InterruptedException {
    while (boats == 0) {
      wait();
    }
    boats--;
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

  public int ashore() {
    return boats;
  }
}
