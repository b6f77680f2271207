// Rejected for: sleep-for-signal
// To spare the processor, a nap between two looks. Every nap is too long or too short, and the
// looks are as many as the song is long.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.atomic.AtomicBoolean;

public final class RedLight {
  private final AtomicBoolean on = new AtomicBoolean();

  public OnAir switchOn() {
    while (!on.compareAndSet(false, true)) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    var over = new AtomicBoolean();
    return () -> {
      if (over.compareAndSet(false, true)) {
        on.set(false);
      }
    };
  }

  public boolean isOn() {
    return on.get();
  }
}
