// Right because: only I ever write my own name there, so a read of the plain field says "me"
// exactly
// when it is me. The monitor is needed for everything else.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private Thread owner;
  private int times;

  public void take() {
    if (owner == Thread.currentThread()) {
      times++;
      return;
    }
    boolean interrupted = false;
    synchronized (this) {
      while (owner != null) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      owner = Thread.currentThread();
      times = 1;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public void giveBack() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    times--;
    if (times == 0) {
      synchronized (this) {
        owner = null;
        notify();
      }
    }
  }

  public int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
