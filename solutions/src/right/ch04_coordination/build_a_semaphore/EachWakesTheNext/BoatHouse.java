// Right because: one is woken, and whoever goes and leaves a boat behind wakes the next. A notify
// that meets an interrupt is given to another thread, as the language promises.
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
    while (boats <= 0) {
      wait();
    }
    if (--boats > 0) {
      notify();
    }
  }

  public synchronized boolean tryTakeOut() {
    return boats > 0 && --boats >= 0;
  }

  public synchronized void bringBack(int returned) {
    if (returned <= 0) {
      throw new IllegalArgumentException();
    }
    boats += returned;
    notify();
  }

  public synchronized int ashore() {
    return boats;
  }
}
