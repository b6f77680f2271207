// Rejected for: unguarded-access
// Opens the door and then puts the lamp out. By that time the next one may be in, and it is her
// lamp.
package workbook.ch02_safety.scoped_lock;

import java.util.concurrent.locks.ReentrantLock;

public final class RedLight {
  private final ReentrantLock door = new ReentrantLock();
  private volatile boolean lamp;

  public OnAir switchOn() {
    door.lock();
    lamp = true;
    return new Session();
  }

  public boolean isOn() {
    return lamp;
  }

  private final class Session implements OnAir {
    private boolean over;

    @Override
    public void close() {
      if (!over) {
        over = true;
        door.unlock();
        lamp = false;
      }
    }
  }
}
