// Rejected for: lost-item
// The semaphore of the textbooks: count down first, and wait if that went below 0. Textbooks know
// no
// interrupts. Whoever goes home stays counted, and the next boat comes in for nobody.
package workbook.ch04_coordination.build_a_semaphore;

public final class BoatHouse {
  private int boats; // below 0: so many wait
  private int calls; // for so many who wait there is a boat

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public synchronized void takeOut() throws InterruptedException {
    boats--;
    if (boats < 0) {
      while (calls == 0) {
        wait();
      }
      calls--;
    }
  }

  public synchronized boolean tryTakeOut() {
    if (boats <= 0) {
      return false;
    }
    boats--;
    return true;
  }

  public synchronized void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    for (int boat = 0; boat < returned; boat++) {
      if (boats++ < 0) {
        calls++;
        notify();
      }
    }
  }

  public synchronized int ashore() {
    return Math.max(0, boats);
  }
}
