// Rejected for: deadlock
// Waiting gives back the one lock that it is called on, and no other. She sleeps on the bench and
// keeps the door locked, through which the boat would come in.
package workbook.ch04_coordination.build_a_semaphore;

public final class BoatHouse {
  private final Object door = new Object();
  private final Object bench = new Object();
  private int boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public void takeOut() throws InterruptedException {
    synchronized (door) {
      synchronized (bench) {
        while (boats == 0) {
          bench.wait();
        }
        boats--;
      }
    }
  }

  public boolean tryTakeOut() {
    synchronized (door) {
      synchronized (bench) {
        if (boats == 0) {
          return false;
        }
        boats--;
        return true;
      }
    }
  }

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    synchronized (door) {
      synchronized (bench) {
        boats += returned;
        bench.notifyAll();
      }
    }
  }

  public int ashore() {
    synchronized (bench) {
      return boats;
    }
  }
}
