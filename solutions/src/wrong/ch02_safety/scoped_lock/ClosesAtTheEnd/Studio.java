// Rejected for: lock-leak
// The light is switched off in the last line, as everybody does it at home. A band that breaks off
// never gets there.
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
    OnAir onAir = light.switchOn();
    OptionalInt song = OptionalInt.empty();
    if (metresLeft >= metres) {
      band.run();
      metresLeft -= metres;
      songs++;
      song = OptionalInt.of(songs);
    }
    onAir.close();
    return song;
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
