// Right because: the lock is given back before the deposit and taken again after it, whichever way
// the deposit ends, so that the outer finally always has one to give back.
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
    try {
      if (stand.isEmpty()) {
        return OptionalInt.empty();
      }
      int bike = stand.removeFirst();
      boolean paid = false;
      lock.unlock();
      try {
        deposit.accept(bike);
        paid = true;
      } finally {
        lock.lock();
        if (!paid) {
          stand.addFirst(bike);
        }
      }
      out.add(bike);
      return OptionalInt.of(bike);
    } finally {
      lock.unlock();
    }
  }

  public boolean bringBack(int bike) {
    lock.lock();
    try {
      return out.remove(bike) && stand.offerLast(bike);
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
