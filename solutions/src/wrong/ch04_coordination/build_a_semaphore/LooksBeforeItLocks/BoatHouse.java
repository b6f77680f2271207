// Rejected for: check-then-act
// Every access holds the lock, and still the look and the taking are two visits.
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

  public boolean tryTakeOut() {
    if (ashore() == 0) {
      return false;
    }
    synchronized (this) {
      boats--;
      return true;
    }
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
