package workbook.ch02_safety.check_then_act;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A bike station for many customers: every test and the act that rests on it share one critical
 * section, and no critical section holds anything slow.
 */
public final class BikeStation {
  private final Object lock = new Object();

  /** A bike whose deposit is being paid is in neither of the two: nobody else can reach it. */
  @GuardedBy("lock")
  private final Deque<Integer> stand = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Set<Integer> out = new HashSet<>();

  /** Opens a station with bikes number 1, 2, 3 and so on, all of them on the stand. */
  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      stand.addLast(bike);
    }
  }

  /** Rents a bike to the caller, who pays the deposit for it while no lock is held. */
  public OptionalInt rent(IntConsumer deposit) {
    Integer bike = takeFromStand();
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

  private @Nullable Integer takeFromStand() {
    synchronized (lock) {
      return stand.pollFirst();
    }
  }

  private void settle(Integer bike, boolean paid) {
    synchronized (lock) {
      if (paid) {
        out.add(bike);
      } else {
        stand.addFirst(bike);
      }
    }
  }

  /** Takes a bike back and returns whether it was out. */
  public boolean bringBack(int bike) {
    synchronized (lock) {
      if (!out.remove(bike)) {
        return false;
      }
      stand.addLast(bike);
      return true;
    }
  }

  /** Returns how many bikes are on the stand. */
  public int onStand() {
    synchronized (lock) {
      return stand.size();
    }
  }
}
