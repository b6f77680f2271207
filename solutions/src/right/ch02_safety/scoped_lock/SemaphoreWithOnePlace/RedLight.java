// Right because: one permit is a light, and an AtomicBoolean makes sure that each OnAir gives back
// what it took, and only that.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

public final class RedLight {
  private final Semaphore place = new Semaphore(1);

  public OnAir switchOn() {
    place.acquireUninterruptibly();
    var over = new AtomicBoolean();
    return () -> {
      if (!over.getAndSet(true)) {
        place.release();
      }
    };
  }

  public boolean isOn() {
    return place.availablePermits() == 0;
  }
}
