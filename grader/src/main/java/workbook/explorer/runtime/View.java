package workbook.explorer.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which writes one thread must see where its accesses are weaker than volatile, and what its fences
 * promise.
 *
 * <p>A read returns the latest write, or an older one unless: a newer one happened before the read;
 * somebody read a newer one before that; both this read and a newer write are volatile, or a full
 * fence stands between them. Writes to one variable are in one order, that of the schedule. A read
 * of a write that comes later in the schedule is not explored.
 */
final class View {
  private static final int BEHIND = 2;
  private static final int SPURIOUS = 1;

  private final Map<Location, Integer> behind = new HashMap<>();

  /** What would be known to have happened before if an acquiring fence came now. */
  private int[] loaded = Clock.ZERO;

  /** What came before the last releasing fence. */
  private int[] fenced = Clock.ZERO;

  /** What came before full fences that came before this thread's last. */
  private int[] visible = Clock.ZERO;

  private int failed;

  /** How many writes the run had seen at this thread's last full fence. */
  private int atFence;

  /** The first write that may be read: those before it are known to be overwritten. */
  int floor(SimThread me, Location at, Order order, Fences fences) {
    List<Location.Write> history = at.history == null ? List.of() : at.history;
    int floor = 0;
    for (int i = history.size() - 1; i > 0 && floor == 0; i--) {
      Location.Write w = history.get(i);
      boolean known =
          w.happensBefore(me.clock)
              || w.happensBefore(visible)
              || (order == Order.VOLATILE && w.happensBefore(fences.before))
              || (w.order() == Order.VOLATILE && (order == Order.VOLATILE || w.number() < atFence));
      if (known) {
        floor = i;
      }
    }
    for (Location.Sight sight : at.sights) {
      if (sight.write() > floor && Clock.get(me.clock, sight.thread()) >= sight.epoch()) {
        floor = sight.write();
      }
    }
    return floor;
  }

  /** Whether this thread may once more read an older write: each comes into sight some time. */
  boolean mayBeBehind(Location at) {
    return behind.getOrDefault(at, 0) < BEHIND;
  }

  /** It read an older write. */
  void behind(Location at) {
    behind.merge(at, 1, Integer::sum);
  }

  /** Whether a weak compare-and-set of this thread may once more fail for no reason. */
  boolean mayFail() {
    return failed < SPURIOUS;
  }

  /** It failed for no reason. */
  void failed() {
    failed++;
  }

  /** It read the write of this number, more than plainly. */
  void saw(SimThread me, Location at, int write, Order order) {
    List<Location.Write> history = at.history;
    if (history == null) {
      return;
    }
    if (at.sights.stream().noneMatch(s -> s.thread() == me.id && s.write() == write)) {
      at.sights.add(new Location.Sight(me.id, Clock.get(me.clock, me.id), write));
    }
    Location.Write w = history.get(write);
    loaded(w);
    if (order.synchronises()) {
      me.clock = Clock.join(me.clock, w.released());
    }
  }

  /** It read this write in whatever way. */
  void loaded(Location.Write w) {
    loaded = Clock.join(loaded, w.released());
  }

  /** What a write tells its readers of. */
  int[] released(SimThread me, Order order) {
    return order.synchronises() ? me.clock.clone() : fenced;
  }

  /** It puts up a fence; a full one where it has others to meet at. */
  void fence(SimThread me, boolean acquire, boolean release, @Nullable Fences full) {
    if (acquire) {
      me.clock = Clock.join(me.clock, loaded);
    }
    if (full != null) {
      visible = Clock.join(visible, full.before);
      full.before = Clock.join(Clock.join(full.before, visible), me.clock);
      atFence = full.soFar();
    }
    if (release) {
      fenced = me.clock.clone();
      me.clock = Clock.tick(me.clock, me.id);
    }
  }
}
