package workbook.ch02_safety.scoped_lock;

import java.util.OptionalInt;

/** A studio whose light cannot stay on: every use of it is the head of a {@code try}. */
public final class Studio {
  private final RedLight light;
  private int metresLeft; // guarded by light
  private int songs; // guarded by light

  public Studio(RedLight light, int metres) {
    this.light = light;
    this.metresLeft = metres;
  }

  /** Records a song while the light is on; whatever the band throws passes through. */
  public OptionalInt recordSong(int metres, Runnable band) {
    if (metres < 1) {
      throw new IllegalArgumentException("not a length of tape: " + metres);
    }
    try (OnAir _ = light.switchOn()) {
      if (metresLeft < metres) {
        return OptionalInt.empty();
      }
      band.run(); // before anything is counted, so that a song broken off need not be taken back
      metresLeft -= metres;
      songs++;
      return OptionalInt.of(songs);
    }
  }

  /** Returns how many metres of tape are left; waits for the song that is being recorded. */
  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
