// Right because: poll and remove test and act in one call of a concurrent collection, and its
// answer alone decides; a bike on its way from one collection to the other is in nobody's reach.
package workbook.ch02_safety.check_then_act;

import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final Queue<Integer> stand = new ConcurrentLinkedQueue<>();
  private final Set<Integer> out = ConcurrentHashMap.newKeySet();

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.add(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    Integer bike = stand.poll();
    if (bike == null) {
      return OptionalInt.empty();
    }
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      stand.add(bike);
      throw refused;
    }
    out.add(bike);
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    return out.remove(bike) && stand.add(bike);
  }

  public int onStand() {
    return stand.size();
  }
}
