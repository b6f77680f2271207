// Rejected for: check-then-act
// The stand is looked at before the deposit and once more after it, under the lock, so no bike has
// two riders. But whoever comes second has paid for nothing.
package workbook.ch02_safety.check_then_act;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final Deque<Integer> stand = new ArrayDeque<>();
  private final Set<Integer> out = new HashSet<>();

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    Integer bike;
    synchronized (this) {
      bike = stand.peekFirst();
    }
    if (bike == null) {
      return OptionalInt.empty();
    }
    deposit.accept(bike);
    synchronized (this) {
      if (!stand.remove(bike)) {
        return OptionalInt.empty();
      }
      out.add(bike);
    }
    return OptionalInt.of(bike);
  }

  public synchronized boolean bringBack(int bike) {
    if (!out.remove(bike)) {
      return false;
    }
    stand.addLast(bike);
    return true;
  }

  public synchronized int onStand() {
    return stand.size();
  }
}
