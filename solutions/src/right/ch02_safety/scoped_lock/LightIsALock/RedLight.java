// Right because: the light does not have a lock, it is one, and adds to it what can be closed.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

public final class RedLight extends ReentrantLock {
  private static final long serialVersionUID = 1;

  public OnAir switchOn() {
    lock();
    var open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        unlock();
      }
    };
  }

  public boolean isOn() {
    return isLocked();
  }
}
