// Rejected for: lock-order-inversion
// Each collection has its lock, and where both are touched both are held; renting takes the
// stand's first, bringing back takes the other's first. One day each waits for the other.
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
    boolean paid = false;
    try {
      deposit.accept(bike);
      paid = true;
    } finally {
      synchronized (stand) {
        synchronized (out) {
          if (paid) {
            out.add(bike);
          } else {
            stand.addFirst(bike);
          }
        }
      }
    }
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    synchronized (out) {
      if (!out.remove(bike)) {
        return false;
      }
      synchronized (stand) {
        stand.addLast(bike);
      }
      return true;
    }
  }

  public int onStand() {
    synchronized (stand) {
      return stand.size();
    }
  }
}
