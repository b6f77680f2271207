// Rejected for: over-synchronised
// Each key counts for itself, but they all hang on the same hook: whoever has one keeps everybody
// from every other.
package workbook.ch03_locks.reentrant_lock;

import java.util.concurrent.Semaphore;

public final class DepotKey {
  private static final Semaphore HOOK = new Semaphore(1);
  private static Thread holder;
  private static int all;

  private int times;

  public void take() {
    if (holder != Thread.currentThread()) {
      HOOK.acquireUninterruptibly();
      holder = Thread.currentThread();
    }
    all++;
    times++;
  }

  public void giveBack() {
    if (holder != Thread.currentThread() || times == 0) {
      throw new IllegalMonitorStateException();
    }
    times--;
    if (--all == 0) {
      holder = null;
      HOOK.release();
    }
  }

  public int timesTaken() {
    return holder == Thread.currentThread() ? times : 0;
  }
}
