// Rejected for: wrong-result
// "Asynchronous" sounds like "does not block the others". But the deposit is the customer's own
// affair, in the customer's own thread, and a pool has an end of its own.
package workbook.ch02_safety.check_then_act;

import java.util.*;
import java.util.concurrent.*;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final Deque<Integer> stand = new ConcurrentLinkedDeque<>();
  private final Set<Integer> out = ConcurrentHashMap.newKeySet();

  public BikeStation(int bikes) {
    for (int b = 1; b <= bikes; b++) {
      stand.addLast(b);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    Integer bike = stand.pollFirst();
    if (bike == null) {
      return OptionalInt.empty();
    }
    try {
      CompletableFuture.runAsync(() -> deposit.accept(bike)).join();
    } catch (CompletionException e) {
      stand.addFirst(bike);
      throw (RuntimeException) e.getCause();
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
