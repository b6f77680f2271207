// Rejected for: if-for-while
// A monitor made by hand. Who is woken takes the light without another look; somebody else may
// have been quicker, and one can even wake up for no reason.
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
    if (on) {
      boolean interrupted = false;
      boolean waited = false;
      while (!waited) {
        try {
          wait();
          waited = true;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
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
