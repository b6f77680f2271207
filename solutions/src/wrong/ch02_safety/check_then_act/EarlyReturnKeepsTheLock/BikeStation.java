// Rejected for: lock-leak
// lock and unlock stand in a pair, and the return between them leaves with the lock. With one way
// out it was correct; the test for the empty stand came later.
package workbook.ch02_safety.check_then_act;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final Lock lock = new ReentrantLock();
  private final Deque<Integer> stand = new ArrayDeque<>();
  private final Set<Integer> out = new HashSet<>();

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    lock.lock();
    if (stand.isEmpty()) {
      return OptionalInt.empty();
    }
    int bike = stand.removeFirst();
    lock.unlock();
    boolean paid = false;
    try {
      deposit.accept(bike);
      paid = true;
    } finally {
      lock.lock();
      if (paid) {
        out.add(bike);
      } else {
        stand.addFirst(bike);
      }
      lock.unlock();
    }
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    lock.lock();
    try {
      if (!out.remove(bike)) {
        return false;
      }
      stand.addLast(bike);
      return true;
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
