// Rejected for: over-synchronised
// The lock is static: there is one for all lights that were ever hung up, and two studios at the
// two ends of the town wait for each other.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private static final ReentrantLock lock = new ReentrantLock();

  public OnAir switchOn() {
    lock.lock();
    return new Session();
  }

  public boolean isOn() {
    return lock.isLocked();
  }

  private final class Session implements OnAir {
    private boolean over;

    @Override
    public void close() {
      if (!over) {
        over = true;
        lock.unlock();
      }
    }
  }
}
