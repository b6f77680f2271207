// Rejected for: wrong-result
// Nobody takes a key more than thirty thousand times, except a method that calls itself.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private Thread owner;
  private short times;

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
      notify();
    }
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
