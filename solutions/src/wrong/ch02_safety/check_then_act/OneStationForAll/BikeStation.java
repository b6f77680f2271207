// Rejected for: wrong-result
// A static lock made the collections static too. Every station now adds its bikes to all others'.
package workbook.ch02_safety.check_then_act;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

public final class BikeStation {
  private static final Deque<Integer> stand = new ArrayDeque<>();
  private static final Set<Integer> out = new HashSet<>();

  public BikeStation(int bikes) {
    synchronized (BikeStation.class) {
      for (int bike = 1; bike <= bikes; bike++) {
        stand.addLast(bike);
      }
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    Integer bike = takeFromStand();
    if (bike == null) {
      return OptionalInt.empty();
    }
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      putOnStand(bike);
      throw refused;
    }
    putOut(bike);
    return OptionalInt.of(bike);
  }

  private static synchronized Integer takeFromStand() {
    return stand.pollFirst();
  }

  private static synchronized void putOnStand(int bike) {
    stand.addLast(bike);
  }

  private static synchronized void putOut(int bike) {
    out.add(bike);
  }

  public boolean bringBack(int bike) {
    synchronized (BikeStation.class) {
      if (!out.remove(bike)) {
        return false;
      }
      stand.addLast(bike);
      return true;
    }
  }

  public int onStand() {
    synchronized (BikeStation.class) {
      return stand.size();
    }
  }
}
