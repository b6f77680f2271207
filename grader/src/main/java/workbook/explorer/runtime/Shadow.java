package workbook.explorer.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What the explorer knows of one object: its monitor and its locations, for one run. */
public final class Shadow {
  final Execution run;
  @Nullable Monitor monitor;

  /** The first thread that came here, and whether another one did; for the trace. */
  int firstThread = -1;

  boolean sharedByThreads;

  /** What happened before its final fields were set. */
  int[] frozen = Clock.ZERO;

  private @Nullable Location[] locations = new Location[4];

  Shadow(Execution run) {
    this.run = run;
  }

  Location location(int slot, String type) {
    if (slot >= locations.length) {
      locations = Arrays.copyOf(locations, Math.max(slot + 1, locations.length * 2));
    }
    Location location = locations[slot];
    if (location == null) {
      locations[slot] = location = new Location(type, this);
    }
    return location;
  }
}
