// Right because: poll on a blocking queue tests and takes in one step and, unlike take, never
// waits.
package workbook.ch02_safety.check_then_act;

import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final BlockingQueue<Integer> stand = new LinkedBlockingQueue<>();
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
    boolean paid = false;
    try {
      deposit.accept(bike);
      paid = true;
      out.add(bike);
    } finally {
      if (!paid) {
        stand.add(bike);
      }
    }
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    if (!out.remove(bike)) {
      return false;
    }
    stand.add(bike);
    return true;
  }

  public int onStand() {
    return stand.size();
  }
}
