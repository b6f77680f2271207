// Rejected for: check-then-act
// compareAndSet in a loop is fine for what can be done over again. A deposit cannot: whoever is
// beaten to the bike, or sees a bike come back meanwhile, is asked to pay once more.
package workbook.ch02_safety.check_then_act;

import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final AtomicReference<List<Integer>> stand;
  private final Set<Integer> out = ConcurrentHashMap.newKeySet();

  public BikeStation(int bikes) {
    List<Integer> l = new ArrayList<>();
    for (int b = 1; b <= bikes; b++) {
      l.add(b);
    }
    stand = new AtomicReference<>(List.copyOf(l));
  }

  public OptionalInt rent(IntConsumer deposit) {
    while (true) {
      List<Integer> s = stand.get();
      if (s.isEmpty()) {
        return OptionalInt.empty();
      }
      int bike = s.get(0);
      deposit.accept(bike);
      if (stand.compareAndSet(s, s.subList(1, s.size()))) {
        out.add(bike);
        return OptionalInt.of(bike);
      }
    }
  }

  public boolean bringBack(int bike) {
    if (!out.remove(bike)) {
      return false;
    }
    stand.updateAndGet(s -> {
      List<Integer> l = new ArrayList<>(s);
      l.add(bike);
      return l;
    });
    return true;
  }

  public int onStand() {
    return stand.get().size();
  }
}
