// Rejected for: if-for-while
// Whoever is unparked has the key, since it was handed over. But a park may end for no reason, or
// because somebody unparked this thread for another purpose; then two have it.
package workbook.ch03_locks.reentrant_lock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

public final class DepotKey {
  private final Deque<Thread> line = new ArrayDeque<>();
  private Thread owner;
  private int times;

  public void take() {
    synchronized (this) {
      if (owner == null || owner == Thread.currentThread()) {
        owner = Thread.currentThread();
        times++;
        return;
      }
      line.addLast(Thread.currentThread());
    }
    boolean interrupted = false;
    do {
      LockSupport.park(this);
      interrupted |= Thread.currentThread().isInterrupted();
    } while (Thread.interrupted());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void giveBack() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (--times == 0) {
      owner = line.pollFirst();
      if (owner != null) {
        times = 1;
        LockSupport.unpark(owner);
      }
    }
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
