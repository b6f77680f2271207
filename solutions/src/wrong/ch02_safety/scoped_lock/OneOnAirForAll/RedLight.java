// Rejected for: wrong-result
// The OnAir has a memory, but there is one for all who ever come, kept with the light to save an
// object. To close it once more closes it for whoever has it now.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final ReentrantLock lock = new ReentrantLock();
  private final Session session = new Session();

  public OnAir switchOn() {
    lock.lock();
    session.over = false;
    return session;
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
