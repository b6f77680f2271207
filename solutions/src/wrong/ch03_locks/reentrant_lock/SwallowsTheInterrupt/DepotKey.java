// Rejected for: swallowed-interrupt
// The exception is in the way, so it is caught, and that the thread was asked to stop is forgotten.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private Thread owner;
  private int times;

  public synchronized void take() {
    while (owner != null && owner != Thread.currentThread()) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The key is still gone: wait on.
      }
    }
    owner = Thread.currentThread();
    times++;
  }

  public synchronized void giveBack() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (--times == 0) {
      owner = null;
      notify();
    }
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
