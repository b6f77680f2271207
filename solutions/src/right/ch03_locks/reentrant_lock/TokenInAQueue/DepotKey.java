// Right because: the key is a thing in a queue with one place. Whoever has it remembers how often,
// by himself: each person has a count for each key.
package workbook.ch03_locks.reentrant_lock;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

public final class DepotKey {
  private final BlockingQueue<String> hook = new ArrayBlockingQueue<>(1);
  private final ThreadLocal<Integer> mine = ThreadLocal.withInitial(() -> 0);

  public DepotKey() {
    hook.add("key");
  }

  public void take() {
    if (mine.get() == 0) {
      boolean interrupted = false;
      for (String key = null; key == null; ) {
        try {
          key = hook.take();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    mine.set(mine.get() + 1);
  }

  public void giveBack() {
    int times = mine.get();
    if (times == 0) {
      throw new IllegalMonitorStateException();
    }
    if (times > 1) {
      mine.set(times - 1);
    } else {
      mine.remove();
      hook.add("key");
    }
  }

  public int timesTaken() {
    return mine.get();
  }
}
