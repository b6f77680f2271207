// Right because: one sentinel goes from hand to hand: whoever takes it puts it back for the next.
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
        belt.put(NO_MORE); // nothing else comes any more, so there is room
        return sorted;
      }
      pigeonholes.accept(letter);
      sorted++;
    }
  }
}
