// Right because: tryAcquire tests and takes a permit in one step, and there are never more permits
// than bikes in the queue, so that poll finds one for everybody who holds a permit.
package workbook.ch02_safety.check_then_act;

import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

public final class BikeStation {
  private final Queue<Integer> stand = new ConcurrentLinkedQueue<>();
  private final Set<Integer> out = ConcurrentHashMap.newKeySet();
  private final Semaphore bikesThere = new Semaphore(0);

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      putOnStand(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    if (!bikesThere.tryAcquire()) {
      return OptionalInt.empty();
    }
    int bike = stand.remove();
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      putOnStand(bike);
      throw refused;
    }
    out.add(bike);
    return OptionalInt.of(bike);
  }

  public boolean bringBack(int bike) {
    if (!out.remove(bike)) {
      return false;
    }
    putOnStand(bike);
    return true;
  }

  public int onStand() {
    return bikesThere.availablePermits();
  }

  private void putOnStand(int bike) {
    stand.add(bike);
    bikesThere.release();
  }
}
