// Rejected for: unguarded-access
// tryLock says whether it has got the lock, and nobody listens. At home, alone, it always has.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final ReentrantLock lock = new ReentrantLock();

  public OnAir switchOn() {
    boolean mine = lock.tryLock();
    var over = new AtomicBoolean(!mine);
    return () -> {
      if (over.compareAndSet(false, true)) {
        lock.unlock();
      }
    };
  }

  public boolean isOn() {
    return lock.isLocked();
  }
}
