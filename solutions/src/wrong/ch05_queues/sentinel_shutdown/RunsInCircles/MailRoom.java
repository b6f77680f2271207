// Rejected for: busy-wait
// Works without a sentinel: looks at the belt and at a count of vans, again and again, as fast as
// the processor can.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
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
      vansToCome.decrementAndGet();
    }
  }

  public int sort(Consumer<Letter> pigeonholes) {
    int sorted = 0;
    while (vansToCome.get() > 0 || !belt.isEmpty()) {
      Letter letter = belt.poll();
      if (letter != null) {
        pigeonholes.accept(letter);
        sorted++;
      }
    }
    return sorted;
  }
}
