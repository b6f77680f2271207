// Rejected for: wrong-result
// The studio counts what has been used and adds the next song to it before it compares. A song of
// some two milliards of metres makes the sum negative, and there is tape enough.
package workbook.ch02_safety.scoped_lock;

import java.util.OptionalInt;

public final class Studio {
  private final RedLight light;
  private final int metres;
  private int used;
  private int songs;

  public Studio(RedLight light, int metres) {
    this.light = light;
    this.metres = metres;
  }

  public OptionalInt recordSong(int length, Runnable band) {
    if (length < 1) {
      throw new IllegalArgumentException("not a length of tape: " + length);
    }
    try (OnAir _ = light.switchOn()) {
      if (used + length > metres) {
        return OptionalInt.empty();
      }
      band.run();
      used += length;
      songs++;
      return OptionalInt.of(songs);
    }
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metres - used;
    }
  }
}
