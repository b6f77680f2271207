// Rejected for: check-then-act
// Both collections are thread-safe: each call is one step. isEmpty and removeFirst are two calls,
// and so are contains and remove. No collection can know which of its calls belong together.
package workbook.ch02_safety.check_then_act;

import java.util.Deque;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final Deque<Integer> stand = new ConcurrentLinkedDeque<>();
  private final Set<Integer> out = ConcurrentHashMap.newKeySet();

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    if (stand.isEmpty()) {
      return OptionalInt.empty();
    }
    int bike = stand.removeFirst();
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      stand.addFirst(bike);
      throw refused;
    }
    out.add(bike);
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    if (!out.contains(bike)) {
      return false;
    }
    out.remove(bike);
    stand.addLast(bike);
    return true;
  }

  public int onStand() {
    return stand.size();
  }
}
