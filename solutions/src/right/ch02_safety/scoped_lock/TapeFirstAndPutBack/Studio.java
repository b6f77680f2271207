// Right because: the tape is taken before the band plays and put back by an inner try, while the
// light is still on; and the reader, who may not know that, waits for the light.
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
    try (OnAir _ = light.switchOn()) {
      if (metres < 1) {
        throw new IllegalArgumentException("not a length of tape: " + metres);
      }
      if (metresLeft < metres) {
        return OptionalInt.empty();
      }
      metresLeft -= metres;
      songs++;
      boolean played = false;
      try {
        band.run();
        played = true;
      } finally {
        if (!played) {
          metresLeft += metres;
          songs--;
        }
      }
      return OptionalInt.of(songs);
    }
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
