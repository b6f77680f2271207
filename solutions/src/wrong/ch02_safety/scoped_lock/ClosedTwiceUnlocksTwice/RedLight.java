// Rejected for: wrong-result
// The shortest OnAir of all. It unlocks whenever it is closed, and a lock that is free does not
// like to be unlocked.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final ReentrantLock lock = new ReentrantLock();

  public OnAir switchOn() {
    lock.lock();
    return lock::unlock;
  }

  public boolean isOn() {
    return lock.isLocked();
  }
}
