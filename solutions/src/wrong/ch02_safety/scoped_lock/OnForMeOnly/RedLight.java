// Rejected for: wrong-result
// The lock is asked a question that sounds right: is it held by the current thread? For everybody
// before the door it is not.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final ReentrantLock lock = new ReentrantLock();

  public OnAir switchOn() {
    lock.lock();
    return new Session();
  }

  public boolean isOn() {
    return lock.isHeldByCurrentThread();
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
