// Right because: the atomic count decides and hands on what was written before; the owner's name
// beside it is plain, for nobody but me writes mine, and I wipe it out before I let go.
package workbook.ch03_locks.reentrant_lock;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

public final class DepotKey {
  private final AtomicInteger count = new AtomicInteger();
  private final ConcurrentLinkedDeque<Thread> bench = new ConcurrentLinkedDeque<>();
  private Thread owner;

  public void take() {
    Thread me = Thread.currentThread();
    if (owner == me) {
      count.incrementAndGet();
      return;
    }
    boolean interrupted = false;
    if (!count.compareAndSet(0, 1)) {
      bench.addLast(me);
      while (!count.compareAndSet(0, 1)) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      bench.remove(me);
    }
    owner = me;
    if (interrupted) {
      me.interrupt();
    }
  }

  public void giveBack() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (count.get() > 1) {
      count.decrementAndGet();
      return;
    }
    owner = null;
    count.set(0);
    LockSupport.unpark(bench.peekFirst());
  }

  public int timesTaken() {
    return owner == Thread.currentThread() ? count.get() : 0;
  }
}
