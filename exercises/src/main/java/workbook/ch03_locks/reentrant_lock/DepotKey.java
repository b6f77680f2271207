package workbook.ch03_locks.reentrant_lock;

/**
 * The one key to the depot of a museum, on its hook in the porter's lodge.
 *
 * <p>Whoever wants to work in the depot takes the key, and whoever finds the hook empty waits. As
 * it stands, two people never have the key at the same time, which is what the key is for. But one
 * person alone can be stopped by it for ever, and anybody at all can hang it back onto its hook.
 *
 * <p>A person is a thread. What exactly is to hold is in the README beside this file; the three
 * public methods keep their names and parameters, and everything else is yours to change.
 */
public final class DepotKey {
  private boolean taken;

  /** Takes the key; waits as long as somebody else has it. */
  public synchronized void take() {
    // TODO 1: the hook is empty. Who has the key: somebody else, or the one who stands here?
    while (taken) {
      try {
        wait(); // sleeps until notify() is called, and lets others into these methods meanwhile
      } catch (InterruptedException e) {
        // TODO 2: someone has asked this thread to stop. Its wait goes on; but who will know of it?
      }
    }
    taken = true;
  }

  /**
   * Gives the key back, once for each time that it was taken.
   *
   * @throws IllegalMonitorStateException if the caller does not have it
   */
  public synchronized void giveBack() {
    // TODO 3: who is it that comes with the key? And has it gone back as often as it was taken?
    taken = false;
    notify(); // wakes one of those who wait, if there are any
  }

  /** Returns how often the caller has taken the key and not yet given it back. */
  public synchronized int timesTaken() {
    // TODO 4: the answer is not the same for everybody who asks.
    return taken ? 1 : 0;
  }
}
