// Rejected for: lost-failure
// A return in the finally block, beside the close. It throws away whatever exception was on its
// way.
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
    OptionalInt song = OptionalInt.empty();
    OnAir onAir = light.switchOn();
    try {
      if (metresLeft >= metres) {
        band.run();
        metresLeft -= metres;
        songs++;
        song = OptionalInt.of(songs);
      }
    } finally {
      onAir.close();
      return song;
    }
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
