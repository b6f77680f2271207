// Rejected for: check-then-act
// Collections.synchronizedList puts a lock around every single call, and releases it after every
// single call: the list of the old Python crawler with its len() before pop(), wrapped in paper.
package workbook.ch02_safety.check_then_act;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final List<Integer> stand = Collections.synchronizedList(new ArrayList<>());
  private final Set<Integer> out = Collections.synchronizedSet(new HashSet<>());

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.add(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    if (stand.size() == 0) {
      return OptionalInt.empty();
    }
    int bike = stand.remove(stand.size() - 1);
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      stand.add(bike);
      throw refused;
    }
    out.add(bike);
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    if (!out.remove(bike)) {
      return false;
    }
    stand.add(bike);
    return true;
  }

  public int onStand() {
    return stand.size();
  }
}
