// Rejected for: forbidden-shortcut
// The right choice at work.
package workbook.ch03_locks.reentrant_lock;

import java.util.concurrent.locks.ReentrantLock;

public final class DepotKey {
  private final ReentrantLock lock = new ReentrantLock();

  public void take() {
    lock.lock();
  }

  public void giveBack() {
    lock.unlock();
  }

  public int timesTaken() {
    return lock.getHoldCount();
  }
}
