// Rejected for: missing-sentinel
// The last van raises a flag, and sorters look at it before they take. A sorter who waits at the
// belt already does not look at flags.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  private final BlockingQueue<Letter> belt;
  private volatile boolean over;
  private final AtomicInteger vansToCome;

  public MailRoom(int vans, int sorters, int room) {
    belt = new ArrayBlockingQueue<>(room);
    vansToCome = new AtomicInteger(vans);
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        belt.put(letter);
      }
    } finally {
      if (vansToCome.decrementAndGet() == 0) {
        over = true;
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    while (!over || !belt.isEmpty()) {
      pigeonholes.accept(belt.take());
      sorted++;
    }
    return sorted;
  }
}
