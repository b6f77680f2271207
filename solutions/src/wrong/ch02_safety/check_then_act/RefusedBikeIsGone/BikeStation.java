// Rejected for: wrong-result
// The bike leaves the stand before the deposit, as it must; and when the card is refused, nobody
// puts it back. With the act last, the old code had no such debt, so it is not missed when the two
// move.
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
    deposit.accept(bike);
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
