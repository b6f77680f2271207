// Right because: one signal for each boat that came in, and whoever is signalled looks again. A
// signal that meets an interrupt is handed on by the condition itself.
package workbook.ch04_coordination.build_a_semaphore;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

public final class BoatHouse {
  private final Lock lock = new ReentrantLock();
  private final Condition boatCame = lock.newCondition();
  private int boats;

  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException();
    }
    this.boats = boats;
  }

  public void takeOut() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (boats == 0) {
        boatCame.await();
      }
      boats--;
    } finally {
      lock.unlock();
    }
  }

  public boolean tryTakeOut() {
    lock.lock();
    try {
      return boats > 0 && boats-- > 0;
    } finally {
      lock.unlock();
    }
  }

  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException();
    }
    lock.lock();
    try {
      boats += returned;
      for (int i = 0; i < returned; i++) {
        boatCame.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  public int ashore() {
    lock.lock();
    try {
      return boats;
    } finally {
      lock.unlock();
    }
  }
}
