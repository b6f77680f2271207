package workbook.explorer.model.util.concurrent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;
import workbook.explorer.trace.Step.Kind;

/**
 * Where one who has something meets one who wants something: what either did before they met
 * happened before what the other does afterwards.
 */
final class Rendezvous<E> {
  /** One who has come, and waits for a partner. */
  static final class Waiting<E> {
    private final Shared meeting = Sim.shared("meeting");
    private @Nullable E item;
    private boolean met;

    Waiting(@Nullable E item) {
      this.item = item;
    }

    @Nullable E item() {
      return item;
    }
  }

  private final Shared place;
  private final boolean fair;

  /** Those who have something. */
  final List<Waiting<E>> givers = new ArrayList<>();

  /** Those who want something. */
  final List<Waiting<E>> takers = new ArrayList<>();

  Rendezvous(Shared place, boolean fair) {
    this.place = place;
    this.fair = fair;
  }

  /** Arrives with an item, or without one to get one: a step. */
  void arrive(String what) {
    Sim.step(place, Kind.UPDATE, what);
  }

  /** Gives the item to one who waits for it, within the step before; false if nobody does. */
  boolean give(E item) {
    if (takers.isEmpty()) {
      return false;
    }
    meet(takers.remove(chosen(takers.size()))).item = item;
    Sim.value(item);
    return true;
  }

  /** Leaves an item for whoever comes, within the step before, and does not wait. */
  void leave(E item) {
    Waiting<E> left = new Waiting<>(item);
    Sim.release(left.meeting);
    givers.add(left);
    Sim.value(item);
  }

  /**
   * Takes an item away from one who waits to give it, within the step before, as if it had been
   * taken.
   */
  boolean rid(Waiting<E> giver) {
    givers.remove(giver);
    meet(giver);
    return true;
  }

  /**
   * Takes the item of one who waits to be rid of it, within the step before; null if nobody does.
   */
  @Nullable E take() {
    if (givers.isEmpty()) {
      return null;
    }
    E item = meet(givers.remove(chosen(givers.size()))).item;
    Sim.value(item);
    return item;
  }

  /** Swaps with one who waits to do so, within the step before; null if nobody does. */
  @Nullable Waiting<E> swap(@Nullable E item) {
    if (givers.isEmpty()) {
      return null;
    }
    Waiting<E> other = meet(givers.remove(chosen(givers.size())));
    Waiting<E> got = new Waiting<>(other.item);
    other.item = item;
    Sim.value(got.item);
    return got;
  }

  private int chosen(int of) {
    return fair ? 0 : Sim.choose(of);
  }

  private static <E> Waiting<E> meet(Waiting<E> other) {
    Sim.acquire(other.meeting);
    Sim.release(other.meeting);
    other.met = true;
    return other;
  }

  /** Waits to be met, and then goes; {@code among} is where it waits. */
  Op.Outcome wait(
      Waiting<E> me, List<Waiting<E>> among, String what, boolean interruptible, long nanos) {
    among.add(me);
    Sim.release(me.meeting);
    Op.Outcome outcome =
        Sim.await(
            place, null, Kind.WAIT, what, () -> me.met, () -> !me.met, interruptible, nanos, false);
    if (me.met) {
      Sim.acquire(me.meeting);
      Sim.value(me.item);
      return Op.Outcome.READY;
    }
    among.remove(me);
    Sim.unchanged(place);
    return outcome;
  }
}
