// Right because: a semaphore with one permit keeps others out, and the owner alone touches the
// count. Whoever reads the owner's name without a lock can only be told "not you" about others.
package workbook.ch03_locks.reentrant_lock;

import java.util.concurrent.Semaphore;

public final class DepotKey {
  private final Semaphore hook = new Semaphore(1);
  private volatile Thread owner;
  private int times; // touched by the owner only

  public void take() {
    if (owner != Thread.currentThread()) {
      hook.acquireUninterruptibly();
      owner = Thread.currentThread();
    }
    times++;
  }

  public void giveBack() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (--times == 0) {
      owner = null;
      hook.release();
    }
  }

  public int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
