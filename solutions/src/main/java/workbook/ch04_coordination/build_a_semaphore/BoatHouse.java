package workbook.ch04_coordination.build_a_semaphore;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** A semaphore made of a count, a monitor that guards it, and a wait that leaves no trace. */
public final class BoatHouse {
  /** Private, so that nobody else can wait on it or use up a signal. */
  private final Object bench = new Object();

  @GuardedBy("bench")
  private int boats;

  /** Opens a boat house with so many boats ashore. */
  public BoatHouse(int boats) {
    if (boats < 0) {
      throw new IllegalArgumentException("not a number of boats: " + boats);
    }
    this.boats = boats;
  }

  /** Takes one boat out; waits until there is one. */
  public void takeOut() throws InterruptedException {
    synchronized (bench) {
      while (boats == 0) {
        bench.wait(); // if it throws, nothing has been taken that would have to be put back
      }
      boats--;
    }
  }

  /** Takes one boat out if there is one, and returns whether there was. */
  public boolean tryTakeOut() {
    synchronized (bench) {
      if (boats == 0) {
        return false;
      }
      boats--;
      return true;
    }
  }

  /** Brings boats to the boat house. */
  public void bringBack(int returned) {
    if (returned < 1) {
      throw new IllegalArgumentException("not boats to bring back: " + returned);
    }
    synchronized (bench) {
      boats += returned;
      bench.notifyAll(); // several may go now, and each finds out for herself
    }
  }

  /** Returns how many boats lie ashore. */
  public int ashore() {
    synchronized (bench) {
      return boats;
    }
  }
}
