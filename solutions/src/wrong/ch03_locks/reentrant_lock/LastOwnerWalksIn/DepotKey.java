// Rejected for: check-then-act
// The last owner's name stays on the board, and whoever finds his own name there walks in without
// the
// lock. That is right while he has the key, and wrong once he has given it back: at that moment
// another
// one may be taking it.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private volatile Thread owner;
  private volatile int times;

  public void take() {
    if (owner == Thread.currentThread()) {
      times++;
      return;
    }
    boolean calledAway = false;
    synchronized (this) {
      while (times > 0) {
        try {
          wait();
        } catch (InterruptedException e) {
          calledAway = true;
        }
      }
      owner = Thread.currentThread();
      times = 1;
    }
    if (calledAway) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void giveBack() {
    if (owner != Thread.currentThread() || times == 0) {
      throw new IllegalMonitorStateException("not your key");
    }
    times--;
    if (times == 0) {
      notify();
    }
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
