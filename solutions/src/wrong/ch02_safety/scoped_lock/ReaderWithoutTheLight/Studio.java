// Rejected for: unguarded-access
// Reading changes nothing, so the reader goes in without the light, and nothing promises that it
// sees what was written under it.
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
    return metresLeft;
  }
}
