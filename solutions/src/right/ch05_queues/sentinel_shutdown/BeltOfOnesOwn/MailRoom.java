// Right because: a monitor guards letters and the count of vans together, so that "empty, and no
// van to come" is one condition and needs no sentinel.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

public final class MailRoom {
  private final Queue<Letter> belt = new ArrayDeque<>(); // guarded by this
  private final int room;
  private int vansToCome; // guarded by this

  public MailRoom(int vans, int sorters, int room) {
    this.room = room;
    vansToCome = vans;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        put(letter);
      }
    } finally {
      synchronized (this) {
        vansToCome--;
        notifyAll();
      }
    }
  }

  private synchronized void put(Letter letter) throws InterruptedException {
    while (belt.size() == room) {
      wait();
    }
    belt.add(letter);
    notifyAll();
  }

  private synchronized Letter takeOrNull() throws InterruptedException {
    while (belt.isEmpty() && vansToCome > 0) {
      wait();
    }
    notifyAll();
    return belt.poll();
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    for (Letter letter = takeOrNull(); letter != null; letter = takeOrNull()) {
      pigeonholes.accept(letter);
      sorted++;
    }
    return sorted;
  }
}
