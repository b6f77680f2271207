// Rejected for: missing-sentinel
// The last van puts one sentinel on the belt, as one would for one consumer. The sorter who takes
// it goes home; the others wait for ever.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  private static final Letter NO_MORE = new Letter("no more");

  private final BlockingQueue<Letter> belt;
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
