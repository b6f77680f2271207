// Rejected for: unguarded-access
// Poll tests and takes in one call, the deposit comes after it, the refusal is seen to: all is
// thought of but that these two collections are not made for more than one thread.
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
    Integer bike = stand.pollFirst();
    if (bike == null) {
      return OptionalInt.empty();
    }
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      stand.addLast(bike);
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
    return true;
  }

  public int onStand() {
    return stand.size();
  }
}
