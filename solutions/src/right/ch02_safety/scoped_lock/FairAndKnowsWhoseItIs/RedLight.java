// Right because: the light remembers the OnAir that is valid now, and only that one can switch it
// off. First come, first served, which nobody asked for.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final ReentrantLock lock = new ReentrantLock(true);
  private volatile OnAir valid; // written by whoever holds the lock

  public OnAir switchOn() {
    lock.lock();
    OnAir mine =
        new OnAir() {
          @Override
          public void close() {
            if (valid == this) {
              valid = null;
              lock.unlock();
            }
          }
        };
    valid = mine;
    return mine;
  }

  public boolean isOn() {
    return valid != null;
  }
}
