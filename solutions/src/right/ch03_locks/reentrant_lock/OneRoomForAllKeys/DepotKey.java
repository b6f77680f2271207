// Right because: all keys share one porter's lodge. Nobody stays in it for long, and everybody is
// woken and looks for themselves, so that keys do not get in each other's way.
package workbook.ch03_locks.reentrant_lock;

import java.util.HashMap;
import java.util.Map;

public final class DepotKey {
  private record Held(Thread by, int times) {}

  private static final Map<DepotKey, Held> LODGE = new HashMap<>(); // guarded by itself

  public void take() {
    Thread me = Thread.currentThread();
    boolean interrupted = false;
    synchronized (LODGE) {
      for (; ; ) {
        Held held = LODGE.get(this);
        if (held == null || held.by() == me) {
          LODGE.put(this, new Held(me, held == null ? 1 : held.times() + 1));
          break;
        }
        try {
          LODGE.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      me.interrupt();
    }
  }

  public void giveBack() {
    synchronized (LODGE) {
      int times = timesTaken();
      if (times == 0) {
        throw new IllegalMonitorStateException();
      }
      if (times == 1) {
        LODGE.remove(this);
        LODGE.notifyAll();
      } else {
        LODGE.put(this, new Held(Thread.currentThread(), times - 1));
      }
    }
  }

  public int timesTaken() {
    synchronized (LODGE) {
      Held held = LODGE.get(this);
      return held != null && held.by() == Thread.currentThread() ? held.times() : 0;
    }
  }
}
