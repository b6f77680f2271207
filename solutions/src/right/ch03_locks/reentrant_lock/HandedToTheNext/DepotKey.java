// Right because: the key never hangs on its hook while somebody waits: it is handed to whoever came
// first, by name, and only then is that person told.
package workbook.ch03_locks.reentrant_lock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

public final class DepotKey {
  private record Waiting(Thread who, CountDownLatch turn) {}

  private final Deque<Waiting> bench = new ArrayDeque<>(); // guarded by this
  private Thread owner; // guarded by this
  private int times; // guarded by this

  public void take() {
    Waiting me;
    synchronized (this) {
      if (owner == null || owner == Thread.currentThread()) {
        owner = Thread.currentThread();
        times++;
        return;
      }
      me = new Waiting(Thread.currentThread(), new CountDownLatch(1));
      bench.addLast(me);
    }
    boolean interrupted = false;
    while (true) {
      try {
        me.turn().await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void giveBack() {
    if (owner != Thread.currentThread()) {
      throw new IllegalMonitorStateException();
    }
    if (--times > 0) {
      return;
    }
    Waiting next = bench.pollFirst();
    owner = next == null ? null : next.who();
    if (next != null) {
      times = 1;
      next.turn().countDown();
    }
  }

  public synchronized int timesTaken() {
    return owner == Thread.currentThread() ? times : 0;
  }
}
