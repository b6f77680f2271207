// Rejected for: unbounded
// The sorters look again after they have been woken, the vans do not. Two of them are woken for
// the one place that became free, and both put a letter on the belt.
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

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter l : load) {
        put(l);
      }
    } finally {
      synchronized (this) {
        vans--;
        notifyAll();
      }
    }
  }

  private synchronized void put(Letter l) throws InterruptedException {
    if (belt.size() >= room) {
      wait();
    }
    belt.add(l);
    notifyAll();
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
