// Right because: each collection has its own lock, and no decision needs both at once: whoever
// takes a bike out of the one is the only one who puts it into the other.
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
    synchronized (stand) {
      bike = stand.pollFirst();
    }
    if (bike == null) {
      return OptionalInt.empty();
    }
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      synchronized (stand) {
        stand.addFirst(bike);
      }
      throw refused;
    }
    synchronized (out) {
      out.add(bike);
    }
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    synchronized (out) {
      if (!out.remove(bike)) {
        return false;
      }
    }
    synchronized (stand) {
      stand.addLast(bike);
    }
    return true;
  }

  public int onStand() {
    synchronized (stand) {
      return stand.size();
    }
  }
}
