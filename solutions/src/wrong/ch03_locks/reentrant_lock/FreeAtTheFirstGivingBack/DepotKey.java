// Rejected for: wrong-result
// Lets the owner in again and does not count: the inner errand gives the key away that the outer
// one
// still needs.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private Thread owner;

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
