// Rejected for: forbidden-shortcut
// The right choice at work.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.concurrent.Semaphore;

public final class BoatHouse {
  private final Semaphore boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = new Semaphore(boats);
  }

  public void takeOut() throws InterruptedException {
    boats.acquire();
  }

  public boolean tryTakeOut() {
    return boats.tryAcquire();
  }

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    boats.release(returned);
  }

  public int ashore() {
    return boats.availablePermits();
  }
}
