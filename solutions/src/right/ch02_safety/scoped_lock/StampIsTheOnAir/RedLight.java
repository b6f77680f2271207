// Right because: a StampedLock gives a stamp for each time it is taken, and a stamp that is used
// up is set to zero.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.StampedLock;

public final class RedLight {
  private final StampedLock lock = new StampedLock();

  public OnAir switchOn() {
    return new OnAir() {
      private long stamp = lock.writeLock();

      @Override
      public void close() {
        if (stamp != 0) {
          long used = stamp;
          stamp = 0;
          lock.unlockWrite(used);
        }
      }
    };
  }

  public boolean isOn() {
    return lock.isWriteLocked();
  }
}
