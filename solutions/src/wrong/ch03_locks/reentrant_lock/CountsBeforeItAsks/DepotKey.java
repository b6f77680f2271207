// Rejected for: stranger-release
// Counts down and then finds out who it was. The stranger gets his exception, and the owner is left
// with one taking less.
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
    int left = --times;
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (left == 0) {
      owner = null;
      notify();
    }
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
