package workbook.ch04_coordination.build_a_semaphore;

/**
 * A boat house at a lake: so many rowing boats lie ashore, and there are more people than boats.
 *
 * <p>Whoever comes takes a boat out and brings it back, each person in a thread of their own. With
 * one person everything is well. With two the count is soon wrong, and when no boat is left, a
 * person simply walks off into the lake.
 *
 * <p>See to it that nobody gets a boat that is not there, and that nobody waits beside one that is.
 * What exactly that means is in the README beside this file. The signatures stay as they are;
 * inside, everything may be changed.
 */
public final class BoatHouse {
  private int boats;

  /**
   * Opens a boat house.
   *
   * @param boats how many boats lie ashore, 0 or more
   * @throws IllegalArgumentException if there are fewer than none
   */
  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException("not a number of boats: " + boats);
    }
    this.boats = boats;
  }

  /** Takes one boat out; waits until there is one. */
  public void takeOut() throws InterruptedException {
    // TODO 1: no boat is ashore. Where does this person wait, and what does she do on waking up?
    boats--;
  }

  /** Takes one boat out if there is one, and returns whether there was; never waits for one. */
  public boolean tryTakeOut() {
    // TODO 2: the look and the taking are two steps. Who can come in between?
    if (boats == 0) {
      return false;
    }
    boats--;
    return true;
  }

  /**
   * Brings boats to the boat house, whoever took them out, and new ones as well.
   *
   * @param returned how many, at least 1
   * @throws IllegalArgumentException if it is less
   */
  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException("not boats to bring back: " + returned);
    }
    // TODO 3: who must be told, and how many of them?
    boats += returned;
  }

  /** Returns how many boats lie ashore. */
  public int ashore() {
    return boats; // TODO 4: who has written this last, and is it sure to be seen here?
  }
}
