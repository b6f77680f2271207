// Right because: close() in a finally right behind the switch does what the head of a try does.
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
        return OptionalInt.empty();
      }
      band.run();
      metresLeft -= metres;
      return OptionalInt.of(++songs);
    } finally {
      onAir.close();
    }
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
