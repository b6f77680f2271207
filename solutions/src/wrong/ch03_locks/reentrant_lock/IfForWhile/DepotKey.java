// Rejected for: if-for-while
// Woken up means free, one would think. A newcomer may have been faster, and Java may wake a
// sleeper
// for no reason at all.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private Thread owner;
  private int times;

  public synchronized void take() {
    boolean interrupted = false;
    if (owner != null && owner != Thread.currentThread()) {
      boolean waiting = true;
      while (waiting) {
        try {
          wait();
          waiting = false;
        } catch (InterruptedException e) {
          interrupted = true;
        }
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
      notify();
    }
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
