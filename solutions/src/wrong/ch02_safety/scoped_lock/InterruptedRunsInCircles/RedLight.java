// Rejected for: busy-wait
// The status is set again at once, as the books say, and then it waits again. A thread whose
// status is set cannot wait: it asks and asks until the light is off.
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
        Thread.currentThread().interrupt();
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
