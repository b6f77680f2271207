// Rejected for: lock-leak
// A catch for what may go wrong, in place of a finally. An Error is no RuntimeException, and takes
// another way out.
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
    try {
      if (metresLeft < metres) {
        onAir.close();
        return OptionalInt.empty();
      }
      band.run();
    } catch (RuntimeException brokenOff) {
      onAir.close();
      throw brokenOff;
    }
    metresLeft -= metres;
    songs++;
    OptionalInt song = OptionalInt.of(songs);
    onAir.close();
    return song;
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
