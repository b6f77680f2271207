// Rejected for: wrong-result
// A ThreadLocal is mostly written as a static field, and so this count is one for all keys that a
// thread has.
package workbook.ch03_locks.reentrant_lock;

import java.util.concurrent.Semaphore;

public final class DepotKey {
  private static final ThreadLocal<Integer> TIMES = ThreadLocal.withInitial(() -> 0);

  private final Semaphore hook = new Semaphore(1);

  public void take() {
    if (TIMES.get() == 0) {
      hook.acquireUninterruptibly();
    }
    TIMES.set(TIMES.get() + 1);
  }

  public void giveBack() {
    if (TIMES.get() == 0) {
      throw new IllegalMonitorStateException();
    }
    TIMES.set(TIMES.get() - 1);
    if (TIMES.get() == 0) {
      hook.release();
    }
  }

  public int timesTaken() {
    return TIMES.get();
  }
}
