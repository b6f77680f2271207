// Rejected for: uncaught-exception
// null says "nothing more" in many languages. A BlockingQueue takes no null, so the last van ends
// with
// an exception, and every sorter waits for a word that never comes.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  private final BlockingQueue<Letter> belt; // thread-safe by itself
  private final AtomicInteger vansToCome; // thread-safe by itself
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
    } finally { // a van that broke down brings nothing more either
      if (vansToCome.decrementAndGet() == 0) {
        for (int i = 0; i < sorters; i++) {
          belt.put(null); // behind every letter of every van
        }
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    for (Letter letter = belt.take(); letter != null; letter = belt.take()) {
      pigeonholes.accept(letter);
      sorted++;
    }
    return sorted;
  }
}
