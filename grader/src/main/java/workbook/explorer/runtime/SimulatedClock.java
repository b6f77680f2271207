package workbook.explorer.runtime;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** Shows the time of the schedule that runs, and its beginning while none does. */
final class SimulatedClock extends Clock {
  private final ZoneId zone;

  SimulatedClock(ZoneId zone) {
    this.zone = requireNonNull(zone);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new SimulatedClock(other);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(Execution.EPOCH_MILLIS).plusNanos(Hooks.nanoTime());
  }
}
