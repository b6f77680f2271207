// Right because: the tape is a volatile figure that changes once a song, under the light; whoever
// looks sees it as it was before or after, and waits for nobody.
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
    try (OnAir _ = light.switchOn()) {
      int left = metresLeft - metres;
      if (left < 0) {
        return OptionalInt.empty();
      }
      band.run();
      metresLeft = left;
      return OptionalInt.of(++songs);
    }
  }

  public int metresLeft() {
    return metresLeft;
  }
}
