// Rejected for: swallowed-interrupt
// Ends when interrupted, but neither throws nor sets the status again: the caller takes it for a
// regular end of the night.
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
          belt.put(NO_MORE);
        }
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) {
    int sorted = 0;
    try {
      for (Letter letter = belt.take(); letter != NO_MORE; letter = belt.take()) {
        pigeonholes.accept(letter);
        sorted++;
      }
    } catch (InterruptedException e) {
      // then the night is over
    }
    return sorted;
  }
}
