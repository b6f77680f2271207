package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.ReentrantLock;

/** A lock for the head of a {@code try}: whoever holds it holds something that gives it back. */
public final class RedLight {
  private final ReentrantLock lock = new ReentrantLock();

  /** Waits until the light is off, and switches it on for the caller. */
  public OnAir switchOn() {
    lock.lock();
    return new Session();
  }

  /** Returns whether the light is on for anybody. */
  public boolean isOn() {
    return lock.isLocked();
  }

  /**
   * One time that the light is on. Each has a memory of its own, so that closing one that is over
   * cannot switch off the next, which may be the same thread's.
   */
  private final class Session implements OnAir {
    private boolean over; // confined to the thread that switched on

    @Override
    public void close() {
      if (!over) {
        over = true;
        lock.unlock();
      }
    }
  }
}
