// Rejected for: stale-read
// Opaque access is cheaper than volatile, and it does keep two people out of the depot. But it
// orders
// nothing else: what one has written in there, the next need not see.
package workbook.ch03_locks.reentrant_lock;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

public final class DepotKey {
  private final AtomicReference<Thread> owner = new AtomicReference<>();
  private final ConcurrentLinkedQueue<Thread> line = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Integer> times = ThreadLocal.withInitial(() -> 0);

  public void take() {
    Thread me = Thread.currentThread();
    if (owner.getOpaque() != me) {
      boolean interrupted = false;
      while (!owner.weakCompareAndSetPlain(null, me)) {
        line.add(me);
        if (owner.getOpaque() != null) {
          LockSupport.park(this);
        }
        line.remove(me);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        me.interrupt();
      }
    }
    times.set(times.get() + 1);
  }

  public void giveBack() {
    if (owner.getOpaque() != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    times.set(times.get() - 1);
    if (times.get() == 0) {
      owner.setOpaque(null);
      line.forEach(LockSupport::unpark);
    }
  }

  public int timesTaken() {
    return times.get();
  }
}
