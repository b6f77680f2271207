// Rejected for: wrong-lock
// One lock for those who rent, one for those who bring back: each keeps out its own kind only, and
// both kinds move the same bikes. Locks are chosen by what is touched, not by what is done.
package workbook.ch02_safety.check_then_act;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final Object renting = new Object();
  private final Object returning = new Object();
  private final Deque<Integer> stand = new ArrayDeque<>();
  private final Set<Integer> out = new HashSet<>();

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    Integer bike;
    synchronized (renting) {
      bike = stand.pollFirst();
    }
    if (bike == null) {
      return OptionalInt.empty();
    }
    boolean paid = false;
    try {
      deposit.accept(bike);
      paid = true;
    } finally {
      synchronized (renting) {
        if (paid) {
          out.add(bike);
        } else {
          stand.addFirst(bike);
        }
      }
    }
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    synchronized (returning) {
      if (!out.remove(bike)) {
        return false;
      }
      stand.addLast(bike);
      return true;
    }
  }

  public int onStand() {
    synchronized (renting) {
      return stand.size();
    }
  }
}
