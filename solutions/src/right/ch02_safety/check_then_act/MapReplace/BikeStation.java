// Right because: replace(key, old, new) of a concurrent map tests and acts in one step for each
// bike.
package workbook.ch02_safety.check_then_act;

import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntConsumer;

public final class BikeStation {
  private enum Whereabouts {
    ON_STAND,
    HELD,
    OUT
  }

  private final int bikes;
  private final ConcurrentMap<Integer, Whereabouts> where = new ConcurrentHashMap<>();

  public BikeStation(int bikes) {
    this.bikes = bikes;
    for (int bike = 1; bike <= bikes; bike++) {
      where.put(bike, Whereabouts.ON_STAND);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    for (int bike = 1; bike <= bikes; bike++) {
      if (where.replace(bike, Whereabouts.ON_STAND, Whereabouts.HELD)) {
        try {
          deposit.accept(bike);
        } catch (RuntimeException | Error refused) {
          where.put(bike, Whereabouts.ON_STAND);
          throw refused;
        }
        where.put(bike, Whereabouts.OUT);
        return OptionalInt.of(bike);
      }
    }
    return OptionalInt.empty();
  }

  public boolean bringBack(int bike) {
    return where.replace(bike, Whereabouts.OUT, Whereabouts.ON_STAND);
  }

  public int onStand() {
    int count = 0;
    for (Whereabouts w : where.values()) {
      if (w == Whereabouts.ON_STAND) {
        count++;
      }
    }
    return count;
  }
}
