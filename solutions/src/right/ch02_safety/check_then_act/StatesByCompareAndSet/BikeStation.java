// Right because: each bike has one state, and compareAndSet changes it only for the one who finds
// it as expected; losing a race for one bike, a customer tries the next.
package workbook.ch02_safety.check_then_act;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;

public final class BikeStation {
  private static final int ON_STAND = 0;
  private static final int HELD = 1;
  private static final int OUT = 2;

  private final AtomicIntegerArray states;

  public BikeStation(int bikes) {
    states = new AtomicIntegerArray(bikes);
  }

  public OptionalInt rent(IntConsumer deposit) {
    for (int i = 0; i < states.length(); i++) {
      if (states.compareAndSet(i, ON_STAND, HELD)) {
        int next = ON_STAND;
        try {
          deposit.accept(i + 1);
          next = OUT;
        } finally {
          states.set(i, next);
        }
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  public boolean bringBack(int bike) {
    return 1 <= bike && bike <= states.length() && states.compareAndSet(bike - 1, OUT, ON_STAND);
  }

  public int onStand() {
    int count = 0;
    for (int i = 0; i < states.length(); i++) {
      if (states.get(i) == ON_STAND) {
        count++;
      }
    }
    return count;
  }
}
