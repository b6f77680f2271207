// Rejected for: check-then-act
// The tape is looked at before waiting, so that nobody waits for nothing. While they wait,
// somebody else uses it up. (The field is volatile, so each look by itself is fine.)
package workbook.ch02_safety.scoped_lock;

import java.util.OptionalInt;

public final class Studio {
  private final RedLight light;
  private volatile int metresLeft;
  private int songs;

  public Studio(RedLight light, int metres) {
    this.light = light;
    this.metresLeft = metres;
  }

  public OptionalInt recordSong(int metres, Runnable band) {
    if (metres < 1) {
      throw new IllegalArgumentException("not a length of tape: " + metres);
    }
    if (metresLeft < metres) {
      return OptionalInt.empty();
    }
    try (OnAir _ = light.switchOn()) {
      band.run();
      metresLeft -= metres;
      songs++;
      return OptionalInt.of(songs);
    }
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
