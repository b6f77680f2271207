// Rejected for: wrong-result
// One counter for all is thread-safe and counts well; only nobody asked for the total.
package workbook.ch05_queues.sentinel_shutdown;

import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

public final class MailRoom {
  private static final Letter END = new Letter("");
  private final AtomicInteger vans, sorted = new AtomicInteger();
  private final BlockingQueue<Letter> belt;
  private final int sorters;

  public MailRoom(int v, int sorters, int room) {
    this.sorters = sorters;
    belt = new ArrayBlockingQueue<>(room);
    vans = new AtomicInteger(v);
  }

  public void unload(Iterable<Letter> load) throws InterruptedException {
    try {
      for (Letter l : load) {
        belt.put(l);
      }
    } finally {
      if (vans.decrementAndGet() == 0) {
        for (int i = 0; i < sorters; i++) belt.put(END);
      }
    }
  }

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    for (Letter l = belt.take(); l != END; l = belt.take()) {
      pigeonholes.accept(l);
      sorted.incrementAndGet();
    }
    return sorted.get();
  }
}
