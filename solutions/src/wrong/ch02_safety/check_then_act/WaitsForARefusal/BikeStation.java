// Rejected for: over-synchronised
// The last bike's card may yet be refused, so the next customer is asked to wait and see: minutes,
// perhaps, for a bike that is gone.
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
  private int paying;

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    Integer bike = take();
    if (bike == null) {
      return OptionalInt.empty();
    }
    boolean paid = false;
    try {
      deposit.accept(bike);
      paid = true;
    } finally {
      settle(bike, paid);
    }
    return OptionalInt.of(bike);
  }

  private synchronized Integer take() {
    boolean interrupted = false;
    while (stand.isEmpty() && paying > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Integer bike = stand.pollFirst();
    if (bike != null) {
      paying++;
    }
    return bike;
  }

  private synchronized void settle(Integer bike, boolean paid) {
    paying--;
    if (paid) {
      out.add(bike);
    } else {
      stand.addLast(bike);
    }
    notifyAll();
  }

  public synchronized boolean bringBack(int bike) {
    if (!out.remove(bike)) {
      return false;
    }
    stand.addLast(bike);
    notifyAll();
    return true;
  }

  public synchronized int onStand() {
    return stand.size();
  }
}
