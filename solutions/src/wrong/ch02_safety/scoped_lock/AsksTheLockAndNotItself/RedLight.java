// Rejected for: wrong-result
// The OnAir asks the lock whether it is still held. It is, by the same thread, with another OnAir;
// and that one is closed by the old.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final ReentrantLock lock = new ReentrantLock();

  public OnAir switchOn() {
    lock.lock();
    return () -> {
      if (lock.isHeldByCurrentThread()) {
        lock.unlock();
      }
    };
  }

  public boolean isOn() {
    return lock.isLocked();
  }
}
