// Rejected for: wrong-result
// Takes care that there are never more boats than in the morning. A boat house that begins with
// none
// never has any.
package workbook.ch04_coordination.build_a_semaphore;

public final class BoatHouse {
  private final int most;
  private int boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
    most = boats;
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
    boats = Math.min(most, boats + returned);
    notifyAll();
  }

  public synchronized int ashore() {
    return boats;
  }
}
