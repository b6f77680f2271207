package workbook.ch02_safety.scoped_lock;

import java.util.OptionalInt;

/**
 * A recording studio with one reel of tape. Bands come, play a song each, and go.
 *
 * <p>The light over its door may hang over other doors as well: several studios that hear each
 * other through the walls share one, and only one of them records at a time.
 *
 * <p>On a good day this class does what its README asks for. On a day with a broken string the
 * light stays on, and the next band stands before the door until the building is pulled down.
 *
 * <p>The constructor and the two public methods keep their names and parameters; everything else is
 * yours to change.
 */
public final class Studio {
  private final RedLight light;
  private int metresLeft;
  private int songs;

  /** Opens a studio with so many metres of tape, under that light. */
  public Studio(RedLight light, int metres) {
    this.light = light;
    this.metresLeft = metres;
  }

  /**
   * Records a song while the light is on.
   *
   * @param metres how much tape the song takes, at least 1
   * @param band plays the song, in the caller's thread; it throws something if it breaks off
   * @return the number of the song, counted from 1; empty, and nothing was played, if there is too
   *     little tape left
   * @throws IllegalArgumentException if {@code metres} is less than 1
   */
  public OptionalInt recordSong(int metres, Runnable band) {
    // TODO 4: how many ways lead out of this method? On which of them does the light go off?
    OnAir onAir = light.switchOn();
    if (metres < 1) {
      throw new IllegalArgumentException("not a length of tape: " + metres);
    }
    if (metresLeft < metres) {
      return OptionalInt.empty();
    }
    band.run();
    metresLeft = metresLeft - metres;
    songs = songs + 1;
    onAir.close();
    return OptionalInt.of(songs);
  }

  /** Returns how many metres of tape are left. */
  public int metresLeft() {
    // TODO 5: who may be counting metres while this method does?
    return metresLeft;
  }
}
