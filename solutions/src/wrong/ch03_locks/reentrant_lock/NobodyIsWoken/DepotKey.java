// Rejected for: lost-signal
// The key hangs on its hook again, and those who sleep beside it are not told.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private Thread owner;
  private int times;

  public synchronized void take() {
    boolean interrupted = false;
    while (owner != null && owner != Thread.currentThread()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    owner = Thread.currentThread();
    times++;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void giveBack() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (--times == 0) {
      owner = null;
    }
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
