package workbook.ch03_locks.reentrant_lock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** A key that knows who has it and how many times: its owner is let in again, others wait. */
public final class DepotKey {
  /** Private, so that nobody else can wait for it, or wake those who do. */
  private final Object hook = new Object();

  @GuardedBy("hook")
  private @Nullable Thread owner;

  /** How often the owner has taken the key; 0 when there is none. */
  @GuardedBy("hook")
  private int times;

  /** Takes the key; waits as long as somebody else has it. */
  public void take() {
    Thread me = Thread.currentThread();
    boolean interrupted = false;
    synchronized (hook) {
      while (owner != null && owner != me) {
        try {
          hook.wait();
        } catch (InterruptedException e) {
          interrupted = true; // if it were set at once, the next wait would throw at once
        }
      }
      owner = me;
      times++;
    }
    if (interrupted) {
      me.interrupt();
    }
  }

  /** Gives the key back, once for each time that it was taken. */
  public void giveBack() {
    synchronized (hook) {
      if (owner != Thread.currentThread()) {
        throw new IllegalMonitorStateException("the key is not yours to give back");
      }
      times--;
      if (times == 0) {
        owner = null;
        hook.notify(); // one key for one of them: all who wait want the same
      }
    }
  }

  /** Returns how often the caller has taken the key and not yet given it back. */
  public int timesTaken() {
    synchronized (hook) {
      return owner == Thread.currentThread() ? times : 0;
    }
  }
}
