// Rejected for: over-synchronised
// Lets a sorter keep a lock from taking a letter to putting it away, so that the others stand idle.
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
  private final Object sorting = new Object();

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
          belt.put(NO_MORE);
        }
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    while (true) {
      synchronized (sorting) {
        Letter letter = belt.take();
        if (letter == NO_MORE) {
          return sorted;
        }
        pigeonholes.accept(letter);
      }
      sorted++;
    }
  }
}
