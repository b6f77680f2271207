// Rejected for: wrong-result
// What is not out is on the stand, one would think; but a bike that is being paid for is neither.
package workbook.ch02_safety.check_then_act;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final int bikes;
  private final Deque<Integer> stand = new ArrayDeque<>();
  private final Set<Integer> out = new HashSet<>();

  public BikeStation(int bikes) {
    this.bikes = bikes;
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    Integer bike;
    synchronized (this) {
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
      synchronized (this) {
        if (paid) {
          out.add(bike);
        } else {
          stand.addLast(bike);
        }
      }
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
    return bikes - out.size();
  }
}
