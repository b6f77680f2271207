// Rejected for: unguarded-access
// The straight way is guarded from end to end. The way of the exception, written last and never
// run, touches the stand without the lock.
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
    Integer bike = takeFromStand();
    if (bike == null) {
      return OptionalInt.empty();
    }
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      stand.addFirst(bike);
      throw refused;
    }
    putOut(bike);
    return OptionalInt.of(bike);
  }

  private synchronized Integer takeFromStand() {
    return stand.pollFirst();
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
