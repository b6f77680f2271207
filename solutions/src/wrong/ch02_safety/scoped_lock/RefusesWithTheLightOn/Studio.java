// Rejected for: lock-leak
// The refusal stands between the switch and the try. Between the two nothing may go wrong, and
// here something is meant to.
package workbook.ch02_safety.scoped_lock;

import java.util.OptionalInt;

public final class Studio {
  private final RedLight light;
  private int metresLeft;
  private int songs;

  public Studio(RedLight light, int metres) {
    this.light = light;
    this.metresLeft = metres;
  }

  public OptionalInt recordSong(int metres, Runnable band) {
    OnAir onAir = light.switchOn();
    if (metres < 1) {
      throw new IllegalArgumentException("not a length of tape: " + metres);
    }
    try {
      if (metresLeft < metres) {
        return OptionalInt.empty();
      }
      band.run();
      metresLeft -= metres;
      songs++;
      return OptionalInt.of(songs);
    } finally {
      onAir.close();
    }
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
