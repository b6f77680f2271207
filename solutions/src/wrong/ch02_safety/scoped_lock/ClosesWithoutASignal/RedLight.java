// Rejected for: deadlock
// A monitor made by hand. close() puts the flag down and tells nobody; whoever sleeps before the
// door sleeps on.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.atomic.AtomicBoolean;

public final class RedLight {
  private boolean on;

  public OnAir switchOn() {
    take();
    var over = new AtomicBoolean();
    return () -> {
      if (over.compareAndSet(false, true)) {
        off();
      }
    };
  }

  private synchronized void take() {
    boolean interrupted = false;
    while (on) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    on = true;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  public boolean isOn() {
    synchronized (this) {
      return on;
    }
  }

  private synchronized void off() {
    on = false;
  }
}
