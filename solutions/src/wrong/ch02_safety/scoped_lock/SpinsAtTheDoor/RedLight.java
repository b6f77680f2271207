// Rejected for: busy-wait
// Compare-and-set is the right test and act in one, and a loop around it is a wait that burns a
// processor for as long as the song takes.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.atomic.AtomicBoolean;

public final class RedLight {
  private final AtomicBoolean on = new AtomicBoolean();

  public OnAir switchOn() {
    while (!on.compareAndSet(false, true)) {
      Thread.onSpinWait();
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
