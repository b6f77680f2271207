// Rejected for: unguarded-access
// The tape is taken before the band plays and put back by a catch at the same try. That looks as
// if it were inside; but what stands in the head is closed before any catch is run, so the tape is
// put back when the next band is at it already.
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
    boolean taken = false;
    try (OnAir _ = light.switchOn()) {
      if (metresLeft < metres) {
        return OptionalInt.empty();
      }
      metresLeft -= metres;
      taken = true;
      band.run();
      songs++;
      return OptionalInt.of(songs);
    } catch (Throwable brokenOff) {
      if (taken) {
        metresLeft += metres;
      }
      throw brokenOff;
    }
  }

  public int metresLeft() {
    try (OnAir _ = light.switchOn()) {
      return metresLeft;
    }
  }
}
