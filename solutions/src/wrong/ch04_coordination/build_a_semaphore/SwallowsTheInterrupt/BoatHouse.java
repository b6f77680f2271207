// Rejected for: swallowed-interrupt
// Catches what must be caught somewhere, says so, and waits on. Nobody can be called home any more.
package workbook.ch04_coordination.build_a_semaphore;

public final class BoatHouse {
  private int boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public synchronized void takeOut() {
    while (boats == 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        System.err.println("interrupted while waiting for a boat");
      }
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

  public synchronized int ashore() {
    return boats;
  }
}
