// Rejected for: swallowed-interrupt
// acquire() can be interrupted, and switchOn cannot say so. So the exception is caught, and
// whoever was interrupted goes in without a permit.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

public final class RedLight {
  private final Semaphore place = new Semaphore(1);

  public OnAir switchOn() {
    var over = new AtomicBoolean();
    try {
      place.acquire();
    } catch (InterruptedException e) {
      over.set(true);
    }
    return () -> {
      if (over.compareAndSet(false, true)) {
        place.release();
      }
    };
  }

  public boolean isOn() {
    return place.availablePermits() < 1;
  }
}
