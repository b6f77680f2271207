// Right because: stand and riders are one immutable state, replaced in one step; what to do about
// the deposit is decided by the state that was replaced.
package workbook.ch02_safety.check_then_act;

import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

public final class BikeStation {
  /* 第 i 位为 1:i 号车在架上 */
  private record State(BigInteger stand, BigInteger out) {}

  private final AtomicReference<State> state;

  public BikeStation(int bikes) {
    state =
        new AtomicReference<>(
            new State(
                BigInteger.ONE.shiftLeft(bikes).subtract(BigInteger.ONE).shiftLeft(1),
                BigInteger.ZERO));
  }

  public OptionalInt rent(IntConsumer deposit) {
    State was =
        state.getAndUpdate(s ->
            s.stand().signum() == 0
                ? s
                : new State(s.stand().clearBit(s.stand().getLowestSetBit()), s.out()));
    int bike = was.stand().getLowestSetBit();
    if (bike < 0) {
      return OptionalInt.empty();
    }
    boolean paid = false;
    try {
      deposit.accept(bike);
      paid = true;
      return OptionalInt.of(bike);
    } finally {
      boolean ok = paid;
      state.updateAndGet(s ->
          ok
              ? new State(s.stand(), s.out().setBit(bike))
              : new State(s.stand().setBit(bike), s.out()));
    }
  }

  public boolean bringBack(int bike) {
    if (bike < 1) {
      return false;
    }
    return state
        .getAndUpdate(s ->
            s.out().testBit(bike) ? new State(s.stand().setBit(bike), s.out().clearBit(bike)) : s)
        .out()
        .testBit(bike);
  }

  public int onStand() {
    return state.get().stand().bitCount();
  }
}
