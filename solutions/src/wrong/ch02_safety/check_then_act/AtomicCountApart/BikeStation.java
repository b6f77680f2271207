// Rejected for: check-then-act
// The count is an AtomicInteger, so it is never torn, and it is read by one call and lowered by
// another. Two customers can both read 1, and the count goes below zero with two of them riding.
package workbook.ch02_safety.check_then_act;

import java.util.Deque;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final AtomicInteger count = new AtomicInteger();
  private final Deque<Integer> stand = new ConcurrentLinkedDeque<>();
  private final Set<Integer> out = ConcurrentHashMap.newKeySet();

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
    count.set(bikes);
  }

  public OptionalInt rent(IntConsumer deposit) {
    if (count.get() == 0) {
      return OptionalInt.empty();
    }
    count.decrementAndGet();
    int bike = stand.removeFirst();
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      stand.addFirst(bike);
      count.incrementAndGet();
      throw refused;
    }
    out.add(bike);
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    if (!out.remove(bike)) {
      return false;
    }
    stand.addLast(bike);
    count.incrementAndGet();
    return true;
  }

  public int onStand() {
    return count.get();
  }
}
