// Rejected for: deadlock
// Test and act are one step, and where the test fails the customer waits for the next bike to come
// back. Nobody asked for that: who finds the stand empty wants to hear so and take the tram.
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
    int bike;
    try {
      bike = takeFromStand();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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

  private synchronized int takeFromStand() throws InterruptedException {
    while (stand.isEmpty()) {
      wait();
    }
    return stand.removeFirst();
  }

  private synchronized void putOnStand(int bike) {
    stand.addLast(bike);
    notifyAll();
  }

  private synchronized void putOut(int bike) {
    out.add(bike);
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
