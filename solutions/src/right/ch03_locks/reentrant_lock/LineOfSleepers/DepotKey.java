// Right because: one compare-and-set decides who has the key; whoever loses stands in a line, looks
// once more, and only then parks. Giving back wakes the head of the line, who tries again.
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
    boolean interrupted = false;
    while (line.peek() != me || !owner.compareAndSet(null, me)) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted(); // else the next park would not sleep
    }
    line.remove();
    times = 1;
    if (interrupted) {
      me.interrupt();
    }
  }

  public void giveBack() {
    if (owner.get() != Thread.currentThread()) {
      throw new IllegalMonitorStateException("not the owner");
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
