// Rejected for: check-then-act
// Renting was repaired with care; bringing back looked too simple to be wrong. Two people with the
// same bike both find it "out", and it stands on the stand twice.
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

  public boolean bringBack(int bike) {
    if (!isOut(bike)) {
      return false;
    }
    synchronized (this) {
      out.remove(bike);
      stand.addLast(bike);
    }
    return true;
  }

  private synchronized boolean isOut(int bike) {
    return out.contains(bike);
  }

  public synchronized int onStand() {
    return stand.size();
  }
}
