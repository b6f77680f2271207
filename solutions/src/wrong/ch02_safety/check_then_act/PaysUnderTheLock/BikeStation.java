// Rejected for: over-synchronised
// The word synchronized before each method makes it safe, and shuts the station while one customer
// looks for a card. It is the first thing that everybody tries.
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

  public synchronized OptionalInt rent(IntConsumer deposit) {
    if (stand.isEmpty()) {
      return OptionalInt.empty();
    }
    int bike = stand.getFirst();
    deposit.accept(bike);
    stand.removeFirst();
    out.add(bike);
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
