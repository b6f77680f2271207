// Right because: there is one token, and who has taken it out of the queue has the light on. A
// take that is interrupted is made again, and the interrupt is kept.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

public final class RedLight {
  private final BlockingQueue<Object> hook = new ArrayBlockingQueue<>(1);

  public RedLight() {
    hook.add("the token");
  }

  public OnAir switchOn() {
    boolean interrupted = false;
    Object token = null;
    while (token == null) {
      try {
        token = hook.take();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    var inHand = new AtomicReference<>(token);
    return () -> {
      Object back = inHand.getAndSet(null);
      if (back != null) {
        hook.add(back);
      }
    };
  }

  public boolean isOn() {
    return hook.isEmpty();
  }
}
