// Rejected for: unguarded-access
// A helper of its own for the switch, so that no line is written twice. Its try ends where the
// helper ends, and so does the light.
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
    comeIn();
    if (metresLeft < metres) {
      return OptionalInt.empty();
    }
    band.run();
    metresLeft -= metres;
    songs++;
    return OptionalInt.of(songs);
  }

  public int metresLeft() {
    comeIn();
    return metresLeft;
  }

  private void comeIn() {
    try (OnAir _ = light.switchOn()) {
      return;
    }
  }
}
