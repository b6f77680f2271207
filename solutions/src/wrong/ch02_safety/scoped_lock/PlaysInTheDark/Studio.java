// Rejected for: unguarded-access
// The light is on for the counting and off for the playing, as one would keep a lock short
// elsewhere. But the band is what it is there for.
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
    }
    boolean played = false;
    try {
      band.run();
      played = true;
    } finally {
      try (OnAir _ = light.switchOn()) {
        if (played) {
          songs++;
        } else {
          metresLeft += metres;
        }
      }
    }
    try (OnAir _ = light.switchOn()) {
      return OptionalInt.of(songs);
    }
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
