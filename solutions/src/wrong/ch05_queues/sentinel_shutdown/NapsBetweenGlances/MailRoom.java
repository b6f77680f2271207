// Rejected for: sleep-for-signal
// Works without a sentinel: looks at the belt and at a count of vans, and naps in between. It burns
// no processor, but each nap is a guess, too long for a letter or too short for the machine.
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

  public int sort(Consumer<Letter> pigeonholes) throws InterruptedException {
    int sorted = 0;
    while (true) {
      boolean allHaveCome = vansToCome.get() == 0;
      Letter letter = belt.poll();
      if (letter != null) {
        pigeonholes.accept(letter);
        sorted++;
      } else if (allHaveCome) {
        return sorted;
      } else {
        Thread.sleep(5);
      }
    }
  }
}
