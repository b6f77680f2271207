// Rejected for: over-synchronised
// unload() as a whole under the lock. While it waits for room it gives the lock back, so it works,
// up to the van that looks for its next letter in the back, with the door locked.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.*;
import java.util.function.Consumer;

public final class MailRoom {
  private final Deque<Letter> belt = new ArrayDeque<>();
  private final int room;
  private int vans;

  public MailRoom(int vans, int sorters, int room) {
    this.vans = vans;
    this.room = room;
  }

  public synchronized void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter l : load) {
        while (belt.size() == room) {
          wait();
        }
        belt.add(l);
        notifyAll();
      }
    } finally {
      vans--;
      notifyAll();
    }
  }

  private synchronized Letter take() throws InterruptedException {
    while (belt.isEmpty() && vans > 0) {
      wait();
    }
    Letter l = belt.poll();
    notifyAll();
    return l;
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int n = 0;
    for (Letter l; (l = take()) != null; n++) {
      pigeonholes.accept(l);
    }
    return n;
  }
}
