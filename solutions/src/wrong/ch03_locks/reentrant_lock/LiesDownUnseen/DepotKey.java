// Rejected for: lost-signal
// Looks first and stands in line afterwards. If the key comes back in between, nobody is in line to
// be woken, and whoever then lies down sleeps for ever.
package workbook.ch03_locks.reentrant_lock;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

public final class DepotKey {
  private final AtomicReference<Thread> owner = new AtomicReference<>();
  private final Queue<Thread> line = new ConcurrentLinkedQueue<>();
  private int times;

  public void take() {
    Thread me = Thread.currentThread();
    boolean interrupted = false;
    while (owner.get() != me && !owner.compareAndSet(null, me)) {
      line.add(me);
      LockSupport.park(this);
      line.remove(me);
      interrupted |= Thread.interrupted();
    }
    times++;
    if (interrupted) {
      me.interrupt();
    }
  }

  public void giveBack() {
    if (owner.get() != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (--times == 0) {
      owner.set(null);
      LockSupport.unpark(line.peek());
    }
  }

  public int timesTaken() {
    return owner.get() == Thread.currentThread() ? times : 0;
  }
}
