// Right because: one method knows how to have the light on, and gets the work as a function; there
// is no second place in which to forget it.
package workbook.ch02_safety.scoped_lock;

import java.util.OptionalInt;
import java.util.function.Supplier;

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
    return underTheLight(() -> {
      if (metresLeft < metres) {
        return OptionalInt.empty();
      }
      band.run();
      metresLeft -= metres;
      songs++;
      return OptionalInt.of(songs);
    });
  }

  public int metresLeft() {
    return underTheLight(() -> metresLeft);
  }

  private <T> T underTheLight(Supplier<T> work) {
    try (OnAir _ = light.switchOn()) {
      return work.get();
    }
  }
}
