// Rejected for: check-then-act
// Each field is volatile and each line is right. Between "the hook is full" and "now it is mine"
// there
// is room for another person who thinks the same.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private volatile Thread owner;
  private volatile int times;

  public void take() {
    Thread me = Thread.currentThread();
    if (owner != me) {
      waitUntilFree();
      owner = me;
    }
    times++;
  }

  private synchronized void waitUntilFree() {
    boolean interrupted = false;
    while (owner != null) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
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

  public int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
