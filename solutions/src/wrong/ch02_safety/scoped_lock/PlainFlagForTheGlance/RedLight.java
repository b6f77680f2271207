// Rejected for: stale-read
// The lock does its work, and beside it stands a plain flag for those who only glance. Nothing
// makes them see it change.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final ReentrantLock lock = new ReentrantLock();
  private boolean on;

  public OnAir switchOn() {
    lock.lock();
    on = true;
    return new Session();
  }

  public boolean isOn() {
    return on;
  }

  private final class Session implements OnAir {
    private boolean over;

    @Override
    public void close() {
      if (!over) {
        over = true;
        on = false;
        lock.unlock();
      }
    }
  }
}
