// Right because: the count goes below 0 by as many as wait, and a call for each boat tells one of
// them to go. Who is called home takes back exactly what stands for him: his place, or a call.
package workbook.ch04_coordination.build_a_semaphore;

public final class BoatHouse {
  private int boats; // below 0: so many wait and have no boat yet
  private int calls; // so many who wait may go

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public synchronized void takeOut() throws InterruptedException {
    if (--boats >= 0) {
      return;
    }
    try {
      while (calls == 0) {
        wait();
      }
      calls--;
    } catch (InterruptedException e) {
      if (boats >= 0) {
        calls--; // there are calls for all who wait, and now one of them is too many
      }
      boats++;
      notifyAll();
      throw e;
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
    calls += Math.min(returned, Math.max(0, -boats));
    boats += returned;
    notifyAll();
  }

  public synchronized int ashore() {
    return Math.max(0, boats);
  }
}
