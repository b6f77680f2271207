// Rejected for: wrong-result
// The tape is counted first and then the band plays. The light goes off whatever happens; the tape
// of a song that broke off stays used.
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
      metresLeft -= metres;
      band.run();
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
