// Rejected for: self-deadlock
// Knows its owner, and asks for it when the key comes back. But whoever takes the key waits for an
// empty pocket, and the pocket is her own.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private Thread owner;

  public synchronized void take() {
    boolean interrupted = false;
    while (owner != null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    owner = Thread.currentThread();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void giveBack() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    owner = null;
    notify();
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? 1 : 0;
  }
}
