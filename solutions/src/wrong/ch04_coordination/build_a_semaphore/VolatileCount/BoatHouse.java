// Rejected for: lost-update
// Only waiting needs the lock, for the count is volatile. Two boats come in together, and one of
// them is added to the old number.
package workbook.ch04_coordination.build_a_semaphore;

public final class BoatHouse {
  private volatile int boats;

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

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    boats += returned;
    synchronized (this) {
      notifyAll();
    }
  }

  public int ashore() {
    return boats;
  }
}
