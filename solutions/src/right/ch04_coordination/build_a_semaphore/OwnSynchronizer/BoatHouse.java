// Right because: a shared synchroniser wakes one after the other as long as there are boats; the
// count itself changes by compare-and-set only.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;

public final class BoatHouse {
  private static final class Boats extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1;

    Boats(int boats) {
      setState(boats);
    }

    @Override
    protected int tryAcquireShared(int wanted) {
      while (true) {
        int boats = getState();
        int left = boats - wanted;
        if (left < 0 || compareAndSetState(boats, left)) {
          return left;
        }
      }
    }

    @Override
    protected boolean tryReleaseShared(int returned) {
      int boats;
      do {
        boats = getState();
      } while (!compareAndSetState(boats, boats + returned));
      return true;
    }

    int ashore() {
      return getState();
    }
  }

  private final Boats boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException("boats: " + boats);
    }
    this.boats = new Boats(boats);
  }

  public void takeOut() throws InterruptedException {
    boats.acquireSharedInterruptibly(1);
  }

  public boolean tryTakeOut() {
    return boats.tryAcquireShared(1) >= 0;
  }

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException("returned: " + returned);
    }
    boats.releaseShared(returned);
  }

  public int ashore() {
    return boats.ashore();
  }
}
