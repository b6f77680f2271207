// Rejected for: wrong-lock
// The lock is made where it is taken. Each who comes has one of their own, and all of them hold
// it.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final AtomicInteger on = new AtomicInteger();

  public OnAir switchOn() {
    var lock = new ReentrantLock();
    lock.lock();
    on.incrementAndGet();
    var over = new AtomicBoolean();
    return () -> {
      if (over.compareAndSet(false, true)) {
        on.decrementAndGet();
        lock.unlock();
      }
    };
  }

  public boolean isOn() {
    return on.get() > 0;
  }
}
