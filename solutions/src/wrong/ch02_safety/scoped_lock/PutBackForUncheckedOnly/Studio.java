// Rejected for: wrong-result
// Takes the tape before the band plays, and puts it back after a RuntimeException or an Error. A
// band
// that throws a checked exception, which the compiler need not know of, has used tape and a number.
package workbook.ch02_safety.scoped_lock;

import java.util.OptionalInt;

public final class Studio {
  private final RedLight light;
  private int metresLeft; // guarded by light
  private int songs; // guarded by light

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
      int number = ++songs;
      try {
        band.run();
      } catch (RuntimeException | Error brokenOff) {
        metresLeft += metres;
        songs--;
        throw brokenOff;
      }
      return OptionalInt.of(number);
    }
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
