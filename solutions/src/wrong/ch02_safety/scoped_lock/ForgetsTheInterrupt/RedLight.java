// Rejected for: swallowed-interrupt
// A monitor made by hand. It waits again after an interrupt, as it should, and tells nobody that
// there was one.
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
    while (on) {
      try {
        wait();
      } catch (InterruptedException e) {
        // The light is still on, so it waits again.
      }
    }
    on = true;
  }

  public boolean isOn() {
    synchronized (this) {
      return on;
    }
  }

  private synchronized void off() {
    on = false;
    notifyAll();
  }
}
