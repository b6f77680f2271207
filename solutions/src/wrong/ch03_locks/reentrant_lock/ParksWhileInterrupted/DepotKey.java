// Rejected for: busy-wait
// Parks in a loop and leaves the interrupt status alone, so that nothing is lost of it. But whoever
// has it set cannot park: the call returns at once, again and again.
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
    if (owner.get() == me) {
      times++;
      return;
    }
    line.add(me);
    while (line.peek() != me || !owner.compareAndSet(null, me)) {
      LockSupport.park(this);
    }
    line.remove();
    times = 1;
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
