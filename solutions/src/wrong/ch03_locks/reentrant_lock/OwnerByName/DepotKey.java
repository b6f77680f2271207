// Rejected for: unguarded-access
// Remembers the owner's name, which looks the same in every test with people who have names of
// their
// own. Threads need not have different ones, and virtual threads mostly have none.
package workbook.ch03_locks.reentrant_lock;

public final class DepotKey {
  private String owner;
  private int times;

  public synchronized void take() {
    String me = Thread.currentThread().getName();
    boolean interrupted = false;
    while (owner != null && !owner.equals(me)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    owner = me;
    times++;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void giveBack() {
    if (!Thread.currentThread().getName().equals(owner)) {
      throw new IllegalMonitorStateException();
    }
    if (--times == 0) {
      owner = null;
      notify();
    }
  }

  public synchronized int timesTaken() {
    return Thread.currentThread().getName().equals(owner) ? times : 0;
  }
}
