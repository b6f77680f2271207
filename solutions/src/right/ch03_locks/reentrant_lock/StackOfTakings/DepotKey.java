// Right because: every taking is kept as an entry; the key is free when none is left. Whoever gives
// it back wakes everybody, which costs a little and harms nobody.
package workbook.ch03_locks.reentrant_lock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

public final class DepotKey {
  private final Deque<Thread> takings = new ArrayDeque<>();

  public synchronized void take() {
    boolean interrupted = Thread.interrupted();
    while (!takings.isEmpty() && takings.peek() != Thread.currentThread()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    takings.push(Thread.currentThread());
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public synchronized void giveBack() {
    if (!Objects.equals(takings.peek(), Thread.currentThread())) {
      throw new IllegalMonitorStateException("taken by " + takings.peek());
    }
    takings.pop();
    notifyAll();
  }

  public synchronized int timesTaken() {
    return takings.contains(Thread.currentThread()) ? takings.size() : 0;
  }
}
