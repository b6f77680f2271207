// Right because: the bike goes from the stand to "out" in one critical section; a refused card
// takes it all the way back in another.
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
    int bike;
    synchronized (this) {
      if (stand.isEmpty()) {
        return OptionalInt.empty();
      }
      bike = stand.removeFirst();
      out.add(bike);
    }
    try {
      deposit.accept(bike);
    } catch (RuntimeException refused) {
      bringBack(bike);
      throw refused;
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
