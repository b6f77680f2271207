// Rejected for: sequential-in-disguise
// The bikes have a lock of their own, so the station stays open; but a second lock lets only one
// customer at a time pay. It is put there "to be on the safe side" around code that shares
// nothing.
package workbook.ch02_safety.check_then_act;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final Object till = new Object();
  private final Deque<Integer> stand = new ArrayDeque<>();
  private final Set<Integer> out = new HashSet<>();

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    Integer bike = takeFromStand();
    if (bike == null) {
      return OptionalInt.empty();
    }
    try {
      synchronized (till) {
        deposit.accept(bike);
      }
    } catch (RuntimeException | Error refused) {
      putOnStand(bike);
      throw refused;
    }
    putOut(bike);
    return OptionalInt.of(bike);
  }

  private synchronized Integer takeFromStand() {
    return stand.pollFirst();
  }

  private synchronized void putOnStand(int bike) {
    stand.addLast(bike);
  }

  private synchronized void putOut(int bike) {
    out.add(bike);
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
