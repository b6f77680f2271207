// Rejected for: lost-signal
// Wakes somebody at every giveBack except the last, for the last one has a branch of its own. Who
// is
// woken finds the key gone and sleeps on; when it is free, nobody is woken.
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
    if (times == 1) {
      times = 0;
      owner = null;
      return;
    }
    times--;
    notify();
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
