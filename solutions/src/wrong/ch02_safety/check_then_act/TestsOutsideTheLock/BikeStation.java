// Rejected for: unguarded-access
// "Only the change needs the lock": so the look at the stand goes without. It may see an old
// stand, and what it saw need not be true any more when the lock is got.
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
    if (stand.isEmpty()) {
      return OptionalInt.empty();
    }
    int bike;
    synchronized (this) {
      bike = stand.removeFirst();
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
