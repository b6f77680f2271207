// Rejected for: stranger-release
// Looks only at whether the key is taken at all, as if nobody would ever give back what is not
// theirs. In a finally that runs although take was never reached, somebody will.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private Thread owner;
  private int times;

  public synchronized void take() {
    boolean interrupted = false;
    while (times > 0 && owner != Thread.currentThread()) {
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
    if (times == 0) {
      throw new IllegalMonitorStateException();
    }
    if (--times == 0) {
      notify();
    }
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
