// Right because: an empty Optional is the sentinel, and no letter can be one.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  private final BlockingQueue<Optional<Letter>> belt;
  private final AtomicInteger vansToCome;
  private final int sorters;

  public MailRoom(int vans, int sorters, int room) {
    belt = new LinkedBlockingQueue<>(room);
    vansToCome = new AtomicInteger(vans);
    this.sorters = sorters;
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter letter : load) {
        belt.put(Optional.of(letter));
      }
    } finally {
      if (vansToCome.decrementAndGet() == 0) {
        for (int i = 0; i < sorters; i++) {
          belt.put(Optional.empty());
        }
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    Optional<Letter> next = belt.take();
    while (next.isPresent()) {
      pigeonholes.accept(next.get());
      sorted++;
      next = belt.take();
    }
    return sorted;
  }
}
