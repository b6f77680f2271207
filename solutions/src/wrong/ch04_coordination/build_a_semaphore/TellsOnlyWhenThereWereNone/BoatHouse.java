// Rejected for: notify-for-notify-all
// Nobody can be waiting while there are boats, so nobody need be told. But who was told a moment
// ago
// has not taken hers yet, and the next boat comes in beside it.
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
    boolean wereNone = boats == 0;
    boats += returned;
    if (wereNone) {
      for (int boat = 0; boat < returned; boat++) {
        notify();
      }
    }
  }

  public synchronized int ashore() {
    return boats;
  }
}
