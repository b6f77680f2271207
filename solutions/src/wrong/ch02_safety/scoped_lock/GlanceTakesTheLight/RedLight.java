// Rejected for: over-synchronised
// To be safe, the glance is made under the lock as well. It is then answered when the song is
// over, and the answer is always no.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final ReentrantLock lock = new ReentrantLock();
  private boolean on;

  public OnAir switchOn() {
    lock.lock();
    on = true;
    var over = new AtomicBoolean();
    return () -> {
      if (over.compareAndSet(false, true)) {
        on = false;
        lock.unlock();
      }
    };
  }

  public boolean isOn() {
    lock.lock();
    try {
      return on;
    } finally {
      lock.unlock();
    }
  }
}
