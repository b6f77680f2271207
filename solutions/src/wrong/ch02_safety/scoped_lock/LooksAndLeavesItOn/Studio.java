// Rejected for: lock-leak
// The reader takes the light as it should, and returns the figure before it could give it back.
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
    if (metres < 1) {
      throw new IllegalArgumentException("not a length of tape: " + metres);
    }
    try (OnAir _ = light.switchOn()) {
      if (metresLeft < metres) {
        return OptionalInt.empty();
      }
      band.run();
      metresLeft -= metres;
      songs++;
      return OptionalInt.of(songs);
    }
  }

  public int metresLeft() {
    light.switchOn();
    return metresLeft;
  }
}
