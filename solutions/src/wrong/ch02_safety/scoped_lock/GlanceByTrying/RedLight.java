// Rejected for: over-synchronised
// To find out whether the light is on, the glance tries to take it, and gives it back at once. Two
// who glance at the same time see each other, and take that for a song.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

public final class RedLight {
  private final Semaphore place = new Semaphore(1);

  public OnAir switchOn() {
    place.acquireUninterruptibly();
    var over = new AtomicBoolean();
    return () -> {
      if (over.compareAndSet(false, true)) {
        place.release();
      }
    };
  }

  public boolean isOn() {
    if (place.tryAcquire()) {
      place.release();
      return false;
    }
    return true;
  }
}
