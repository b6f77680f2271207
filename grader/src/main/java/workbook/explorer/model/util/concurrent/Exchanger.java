package workbook.explorer.model.util.concurrent;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import workbook.explorer.model.util.concurrent.Rendezvous.Waiting;
import workbook.explorer.runtime.Op;
import workbook.explorer.runtime.Shared;
import workbook.explorer.runtime.Sim;

/**
 * Models {@link java.util.concurrent.Exchanger}; with whom of several who wait to swap is up to the
 * search.
 */
public class Exchanger<V> {
  private final Shared place = Sim.shared("Exchanger");
  private final Rendezvous<V> meetings = new Rendezvous<>(place, false);

  public Exchanger() {}

  public @Nullable V exchange(@Nullable V item) throws InterruptedException {
    Waiting<V> me = swap(item, -1);
    return me == null ? null : me.item();
  }

  public @Nullable V exchange(@Nullable V item, long time, TimeUnit unit)
      throws InterruptedException, TimeoutException {
    Waiting<V> me = swap(item, Math.max(0, unit.toNanos(time)));
    if (me == null) {
      throw new TimeoutException();
    }
    return me.item();
  }

  private @Nullable Waiting<V> swap(@Nullable V item, long nanos) throws InterruptedException {
    Sim.throwIfInterrupted();
    meetings.arrive("exchanges at");
    Waiting<V> got = meetings.swap(item);
    if (got != null) {
      return got;
    }
    if (nanos == 0) {
      Sim.unchanged(place);
      return null;
    }
    Waiting<V> me = new Waiting<>(item);
    Op.Outcome outcome = meetings.wait(me, meetings.givers, "waits for a partner at", true, nanos);
    if (outcome == Op.Outcome.INTERRUPTED) {
      Sim.throwIfInterrupted();
    }
    return outcome == Op.Outcome.READY ? me : null;
  }
}
