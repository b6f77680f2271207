// Rejected for: wrong-result
// A semaphore does not know who holds it and takes back every permit that it is given. To close
// twice makes room for two.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.Semaphore;

public final class RedLight {
  private final Semaphore places = new Semaphore(1);

  public OnAir switchOn() {
    places.acquireUninterruptibly();
    return places::release;
  }

  public boolean isOn() {
    return places.availablePermits() < 1;
  }
}
