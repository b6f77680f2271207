// Rejected for: if-for-while
// Just as many are woken as there are boats, so what is there to look at? A newcomer, who was
// faster
// than the one who was woken; and that Java may wake a sleeper for no reason.
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
    if (boats == 0) {
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
    for (int boat = 0; boat < returned; boat++) {
      notify();
    }
  }

  public synchronized int ashore() {
    return boats;
  }
}
