// Right because: one lock, given back in a finally on every way out, and not held during a
// deposit.
package workbook.ch02_safety.check_then_act;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Integer> stand = new ArrayDeque<>();
  private final Set<Integer> out = new HashSet<>();

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    int bike;
    lock.lock();
    try {
      if (stand.isEmpty()) {
        return OptionalInt.empty();
      }
      bike = stand.removeFirst();
    } finally {
      lock.unlock();
    }
    try {
      deposit.accept(bike);
    } catch (RuntimeException refused) {
      lock.lock();
      try {
        stand.addLast(bike);
      } finally {
        lock.unlock();
      }
      throw refused;
    }
    lock.lock();
    try {
      out.add(bike);
    } finally {
      lock.unlock();
    }
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    lock.lock();
    try {
      if (out.contains(bike)) {
        out.remove(bike);
        stand.addLast(bike);
        return true;
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  public int onStand() {
    lock.lock();
    try {
      return stand.size();
    } finally {
      lock.unlock();
    }
  }
}
