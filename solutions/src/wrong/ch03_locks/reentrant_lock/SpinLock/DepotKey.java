// Rejected for: busy-wait
// Short, lock-free and right about the owner. Whoever waits burns a processor until the other has
// hung up the picture.
package workbook.ch03_locks.reentrant_lock;

import java.util.concurrent.atomic.AtomicReference;

public final class DepotKey {
  private final AtomicReference<Thread> owner = new AtomicReference<>();
  private int times;

  public void take() {
    Thread me = Thread.currentThread();
    while (owner.get() != me && !owner.compareAndSet(null, me)) {
      Thread.onSpinWait();
    }
    times++;
  }

  public void giveBack() {
    if (owner.get() != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (--times == 0) {
      owner.set(null);
    }
  }

  public int timesTaken() {
    return owner.get() == Thread.currentThread() ? times : 0;
  }
}
