// Right because: the whole state is one immutable value, replaced only if it is still the one that
// the test was made on; else test and act are made again on the new one.
package workbook.ch02_safety.check_then_act;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

public final class BikeStation {
  private record State(List<Integer> stand, Set<Integer> out) {
    State plusOnStand(int bike) {
      var more = new ArrayList<>(stand);
      more.add(bike);
      return new State(List.copyOf(more), out);
    }

    State withoutFirst() {
      return new State(List.copyOf(stand.subList(1, stand.size())), out);
    }

    State plusOut(int bike) {
      var more = new HashSet<>(out);
      more.add(bike);
      return new State(stand, Set.copyOf(more));
    }

    State withoutOut(int bike) {
      var less = new HashSet<>(out);
      less.remove(bike);
      return new State(stand, Set.copyOf(less));
    }
  }

  private final AtomicReference<State> state =
      new AtomicReference<>(new State(List.of(), Set.of()));

  public BikeStation(int bikes) {
    for (int bike = 1; bike <= bikes; bike++) {
      state.set(state.get().plusOnStand(bike));
    }
  }

  public OptionalInt rent(IntConsumer deposit) {
    while (true) {
      State now = state.get();
      if (now.stand().isEmpty()) {
        return OptionalInt.empty();
      }
      int bike = now.stand().get(0);
      if (state.compareAndSet(now, now.withoutFirst())) {
        pay(deposit, bike);
        return OptionalInt.of(bike);
      }
    }
  }

  private void pay(IntConsumer deposit, int bike) {
    try {
      deposit.accept(bike);
    } catch (RuntimeException | Error refused) {
      state.updateAndGet(s -> s.plusOnStand(bike));
      throw refused;
    }
    state.updateAndGet(s -> s.plusOut(bike));
  }

  public boolean bringBack(int bike) {
    while (true) {
      State now = state.get();
      if (!now.out().contains(bike)) {
        return false;
      }
      if (state.compareAndSet(now, now.withoutOut(bike).plusOnStand(bike))) {
        return true;
      }
    }
  }

  public int onStand() {
    return state.get().stand().size();
  }
}
