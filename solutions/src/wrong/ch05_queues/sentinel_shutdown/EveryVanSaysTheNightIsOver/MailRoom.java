// Rejected for: early-end
// Each van puts a sentinel for every sorter behind its own letters. It knows that it is empty
// itself, not that all vans are: after the first one, everybody goes home.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

public final class MailRoom {
  private static final Letter NO_MORE = new Letter("no more");

  private final BlockingQueue<Letter> belt;
  private final int sorters;

  public MailRoom(int vans, int sorters, int room) {
    belt = new ArrayBlockingQueue<>(room);
    this.sorters = sorters;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        belt.put(letter);
      }
    } finally {
      for (int i = 0; i < sorters; i++) {
        belt.put(NO_MORE);
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
