// Right because: what Java's own locks are made of, with two states: off and on.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.AbstractQueuedSynchronizer;

public final class RedLight {
  private final Bulb bulb = new Bulb();

  public OnAir switchOn() {
    bulb.acquire(1);
    return new OnAir() {
      private boolean mine = true; // confined to the thread that switched on

      @Override
      public void close() {
        boolean off = mine && bulb.release(1);
        mine = mine && !off;
      }
    };
  }

  public boolean isOn() {
    return bulb.shines();
  }

  private static final class Bulb extends AbstractQueuedSynchronizer {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean tryAcquire(int on) {
      return compareAndSetState(0, on);
    }

    @Override
    protected boolean tryRelease(int on) {
      setState(0);
      return true;
    }

    boolean shines() {
      return getState() != 0;
    }
  }
}
