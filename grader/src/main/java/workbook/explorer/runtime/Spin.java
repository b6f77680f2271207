package workbook.explorer.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out that a loop came round to exactly the state in which it was before, so that going round
 * again is no different schedule: the same local variables, nothing changed by the thread itself.
 * What it read meanwhile is what another thread must change for it to go on.
 */
@SuppressWarnings("ReferenceEquality") // it is about the very same object
final class Spin {
  private static final int FIRST_LOOK = 6;
  private static final int ARRIVALS_WATCHED = 4;

  /** Something read, and how often it had been changed by then. */
  record Seen(Shared shared, int version) {
    boolean changed() {
      return shared.version != version;
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Arrival(@Nullable Object[] locals, int effects, int seen) {}

  boolean armed;

  /** Loop headers passed since the last step. */
  long sinceStep;

  private int effects;
  private int loops;
  private int nextLook = FIRST_LOOK;
  private int arrivals;
  private final Map<Integer, Arrival> arrived = new HashMap<>();
  private final List<Seen> seen = new ArrayList<>();
  private boolean stale;
  private boolean pending;

  void effect() {
    effects++;
    if (armed) {
      disarm(FIRST_LOOK);
    }
    loops = 0;
    nextLook = FIRST_LOOK;
  }

  /** What a step will have been, unless its model takes it back. */
  void mayBeEffect() {
    pending = true;
  }

  void noEffect() {
    pending = false;
  }

  private void settle() {
    if (pending) {
      pending = false;
      effect();
    }
  }

  void saw(Shared shared) {
    if (armed) {
      seen.add(new Seen(shared, shared.version));
    }
  }

  void sawStale() {
    stale = true;
  }

  boolean stale() {
    return stale;
  }

  private void disarm(int next) {
    armed = false;
    nextLook = next;
    arrived.clear();
    seen.clear();
    arrivals = 0;
    stale = false;
  }

  /** Passes a loop header; says whether {@link #arrive} wants to know the local variables. */
  boolean loop() {
    settle();
    sinceStep++;
    if (++loops >= nextLook && !armed) {
      armed = true;
    }
    return armed;
  }

  /**
   * Returns what must change for the loop to go on, or null where going on may make a difference.
   */
  @Nullable List<Seen> arrive(int site, @Nullable Object[] locals) {
    Arrival before = arrived.get(site);
    if (before != null && before.effects == effects && same(before.locals, locals)) {
      return List.copyOf(seen.subList(before.seen, seen.size()));
    }
    arrived.put(site, new Arrival(locals, effects, seen.size()));
    if (++arrivals > ARRIVALS_WATCHED) {
      disarm(Math.min(loops * 2, 1 << 20));
    }
    return null;
  }

  /** After the wait: everything may be different. */
  void wokenUp() {
    disarm(0);
    loops = 0;
    nextLook = 2;
  }

  private static boolean same(@Nullable Object[] a, @Nullable Object[] b) {
    for (int i = 0; i < a.length; i++) {
      if (a[i] != b[i] && !(isValue(a[i]) && Objects.equals(a[i], b[i]))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isValue(@Nullable Object o) {
    return o instanceof Number
        || o instanceof Boolean
        || o instanceof Character
        || o instanceof String;
  }
}
