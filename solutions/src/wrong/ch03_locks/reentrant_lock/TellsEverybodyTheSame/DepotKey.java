// Rejected for: wrong-result
// timesTaken tells how often the key is taken, by whomever. A stranger who goes by that gives back
// what he does not have.
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
    if (--times == 0) {
      owner = null;
      notify();
    }
  }

  public synchronized int timesTaken() {
    return times;
  }
}
