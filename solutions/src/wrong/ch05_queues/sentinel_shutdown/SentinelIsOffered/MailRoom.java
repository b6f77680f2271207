// Rejected for: missing-sentinel
// Offers the sentinels instead of putting them. On a full belt, offer() gives up at once, and says
// so by a result that nobody reads.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  private static final Letter NO_MORE = new Letter("no more");

  private final BlockingQueue<Letter> belt;
  private final AtomicInteger vansToCome;
  private final int sorters;

  public MailRoom(int vans, int sorters, int room) {
    belt = new ArrayBlockingQueue<>(room);
    vansToCome = new AtomicInteger(vans);
    this.sorters = sorters;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        belt.put(letter);
      }
    } finally {
      if (vansToCome.decrementAndGet() == 0) {
        for (int i = 0; i < sorters; i++) {
          belt.offer(NO_MORE);
        }
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    while (true) {
      Letter letter = belt.take();
      if (letter == NO_MORE) {
        return sorted;
      }
      pigeonholes.accept(letter);
      sorted++;
    }
  }
}
